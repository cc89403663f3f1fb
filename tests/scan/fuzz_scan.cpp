// For libFuzzer: any bytes as a file. See fuzz.sh.

#include <cstddef>
#include <cstdint>
#include <sstream>
#include <vector>

#include "report_json.hpp"
#include "report_text.hpp"
#include "scan_file.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<char> contents(data, data + size);
  scan::findings all;
  scan::scan_contents("input", contents, all);
  std::ostringstream out;
  scan::write_text(out, all);
  scan::write_json(out, all);
  scan::write_problems(out, all);
  return 0;
}
