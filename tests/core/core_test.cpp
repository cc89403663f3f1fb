// core_test.cpp - the test program of the core; each concept has its own file beside this one.

#define BOOST_TEST_MODULE cadre_core
#include <boost/test/unit_test.hpp>
