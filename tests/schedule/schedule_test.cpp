// schedule_test.cpp - the program that proves the pool's engine under a scheduler; each subject has a file of its own.

#define BOOST_TEST_MODULE cadre_schedule
#include <boost/test/unit_test.hpp>
