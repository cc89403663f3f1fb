// What only the legacy library does: its counters, its growth, its races.

#define BOOST_TEST_MODULE legacy
#include <boost/test/unit_test.hpp>
