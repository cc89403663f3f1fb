// core_model_test.cpp - the test program of the models of the core.

#define BOOST_TEST_MODULE cadre_core_model
#include <boost/test/unit_test.hpp>
