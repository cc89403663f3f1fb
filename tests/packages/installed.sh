#!/bin/bash
# In a clean Debian, with the packages of FOLDER-OF-PACKAGES: an old program that was installed years ago runs on the
# old library; while libthreadpool1-shim is installed it runs on Cadre and says what it uses; then it is as it was.
# Usage: installed.sh FOLDER FOLDER-OF-PACKAGES

. "$(dirname "$0")/common.sh" "$@"
# shellcheck source=../../scripts/root.sh
. "$root/scripts/root.sh"

packages=$2
[ "$(id -u)" -eq 0 ] || skip "only root can make a clean Debian"
command -v debootstrap >/dev/null || skip "debootstrap is not installed: scripts/setup all installs it"
compgen -G "$packages/libthreadpool1_*.deb" >/dev/null || skip "no packages in $packages: the test packages.build makes them"

rm -rf "$work"
mkdir -p "$work"
target=$(mktemp -d "${TMPDIR:-/var/tmp}/cadre-packages.XXXXXX")
trap 'remove_root "$target"' EXIT
trap 'exit 130' INT TERM
make_root "$target"
cp -r "$packages" "$target/packages"
mkdir "$target/src" "$target/folder"
cp -r "$root/migration-guide/examples/legacy-app" "$root/tests/consumer" "$target/src/"
for i in $(seq 40); do seq "$i" >"$target/folder/file-$i"; done
sed -n 's/^\(TPS[0-9]*\).*/\1/p' "$target/src/legacy-app/expected-ids" | sort -u >"$work/expected.ids"

inside() { in_root "$target" "$@"; }
install_in() { quietly inside apt-get install -qq -y --no-install-recommends "$@"; }
# ours NAME...: the files of the packages that are called so, as they are seen inside.
ours() {
  local name
  for name in "$@"; do (cd "$target" && printf '/%s\n' packages/"$name"_*.deb); done
}

for part in old_program alternative development tools migrate; do
  heading "$part"
  # shellcheck source=/dev/null
  . "$here/installed/$part.sh"
done
[ $wrong -eq 0 ] || exit 1
