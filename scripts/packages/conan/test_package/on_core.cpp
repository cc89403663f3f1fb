#include <cadre/pool.hpp>
#include <iostream>

int main() {
  int answer = 0;
  {
    cadre::pool pool;
    pool.submit([&answer] { answer = 42; });
  }
  std::cout << "core: " << answer << '\n';
  return answer == 42 ? 0 : 1;
}
