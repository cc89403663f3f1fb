# shellcheck shell=bash disable=SC2154
# A fresh Debian 12 in a folder. Sourced after lib.sh; needs root and debootstrap.

# The address of a suite in apt's sources, old format or new.
mirror_of() {
  apt-get indextargets --format '$(SITE) $(RELEASE)' 'Created-By: Packages' 2>/dev/null |
    awk -v suite="$1" '$2 == suite { print $1; exit }'
}

# make_root FOLDER: a minimal Debian 12 there, with this machine's mirrors and the way to them.
make_root() {
  local target=$1 mirror security log
  log=$target.log
  mirror=$(mirror_of bookworm)
  security=$(mirror_of bookworm-security)
  debootstrap --variant=minbase --include=ca-certificates bookworm "$target" "${mirror:-http://deb.debian.org/debian}" \
    >"$log" 2>&1 || { tail -n 20 "$log" >&2; rm -f "$log"; fail "debootstrap failed"; }
  rm -f "$log"
  if [ -n "$security" ]; then
    printf 'deb %s bookworm-security main\n' "$security" >>"$target/etc/apt/sources.list"
  fi
  apt-config dump | grep -E '^Acquire::(https?|Retries)' >"$target/etc/apt/apt.conf.d/90host" || true
}

# in_root FOLDER COMMAND...: with nothing of this machine's environment.
in_root() {
  local target=$1
  shift
  chroot "$target" /usr/bin/env -i HOME=/root PATH=/usr/sbin:/usr/bin:/sbin:/bin LC_ALL=C.UTF-8 \
    DEBIAN_FRONTEND=noninteractive "$@"
}

# remove_root FOLDER: a file system that is still mounted in it is never removed with it.
remove_root() {
  if mountpoint -q "$1/proc"; then umount "$1/proc" || umount -l "$1/proc" || return 1; fi
  rm -rf "$1"
}
