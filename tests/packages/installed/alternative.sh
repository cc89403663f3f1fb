# shellcheck shell=bash disable=SC2154
# Installing and removing libthreadpool1-shim is all that it takes; the program is the same file throughout.

triplet=$(inside gcc -print-multiarch)
libraries=/usr/lib/$triplet

declare -A announced=([legacy]="the legacy library 1.9.0" [shim]="Cadre's shim 2.0.0")

# runs_on legacy|shim MOMENT: by the library's own word, and by the log.
runs_on() {
  local library=$1 moment=$2
  inside THREADPOOL_DEBUG=1 "$program" /folder >"$work/report" 2>"$work/log" || complain "$moment: exit status $?"
  expect "$moment: $library is loaded: $(grep ' is loaded' "$work/log")" \
    grep -qE "^threadpool: ${announced[$library]} is loaded: .*/libthreadpool\.so\.1" "$work/log"
  sed -nE 's/^threadpool: (TPS[0-9]+) [^ ].*/\1/p' "$work/log" | sort -u >"$work/ids"
  case $library in
    shim) expect "$moment: each removed member is in the log" cmp "$work/expected.ids" "$work/ids" ;;
    legacy) expect "$moment: the log is silent" [ ! -s "$work/ids" ] ;;
  esac
  if [ ! -e "$work/first.report" ]; then cp "$work/report" "$work/first.report"; fi
  expect "$moment: the report is the same" cmp "$work/first.report" "$work/report"
  say "$library: $moment"
}

runs_on legacy "as it was"
# shellcheck disable=SC2046
install_in $(ours libcadre0 libcadre-shim2)
runs_on legacy "the shim's libraries are there, and nobody asked for them"

# shellcheck disable=SC2046
install_in $(ours libthreadpool1-shim)
runs_on shim "libthreadpool1-shim is installed"
quietly inside apt-get install -qq -y --reinstall "$(ours libthreadpool1-shim)"
runs_on shim "it is installed again"
quietly inside update-alternatives --set "libthreadpool.so.1-$triplet" "$libraries/cadre/legacy/libthreadpool.so.1"
runs_on legacy "the old one is chosen by hand"
# shellcheck disable=SC2046
quietly inside apt-get install -qq -y --reinstall $(ours libthreadpool1 libthreadpool1-shim)
runs_on legacy "an upgrade respects that"
quietly inside update-alternatives --auto "libthreadpool.so.1-$triplet"
runs_on shim "back to the automatic choice"

quietly inside apt-get remove -qq -y libthreadpool1-shim
runs_on legacy "libthreadpool1-shim is removed"
install_in "$(ours libthreadpool1-shim)"
quietly inside apt-get remove -qq -y libthreadpool1
runs_on shim "only the shim is left"
changed=$(inside dpkg --verify libthreadpool1-shim libcadre-shim2 libcadre0)
expect "the packages' files are as they came: $changed" [ -z "$changed" ]
expect "the program is the file that it was" [ "$checksum" = "$(sha256sum "$target$program")" ]

quietly inside dpkg --purge libthreadpool1-shim libcadre-shim2 libcadre0
left=$(find "$target$libraries" "$target/etc/alternatives" "$target/var/lib/dpkg/alternatives" "$target/usr/share/doc" \
  -name '*threadpool*' -o -name '*cadre*')
expect "nothing is left behind: $left" [ -z "$left" ]
