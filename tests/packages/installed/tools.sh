# shellcheck shell=bash disable=SC2154
# The tools find what the old program uses, their manual pages are there, and the log leads to the installed guide.

# shellcheck disable=SC2046
install_in $(ours threadpool-tools cadre-doc libthreadpool1-shim)
inside threadpool-scan "$program" >"$work/scan" || [ $? -eq 1 ] || complain "threadpool-scan failed"
while read -r id; do
  expect "threadpool-scan names $id" grep -q "$id" "$work/scan"
done <"$work/expected.ids"

quietly inside sh -c "THREADPOOL_DEPRECATIONS_JSON=/src/uses.json $program /folder"
inside threadpool-report /src/uses.json >"$work/table" || complain "threadpool-report failed"
expect "threadpool-report shows a member of the log" grep -q 'TPS008' "$work/table"
for tool in scan report; do
  expect "the manual page of threadpool-$tool" gzip -t "$target/usr/share/man/man1/threadpool-$tool.1.gz"
done

inside "$program" /folder >"$work/report" 2>"$work/log"
guide=$(sed -nE 's/.* — see ([^ #]+)#tps008$/\1/p' "$work/log" | sort -u)
expect "the guide that the log names is installed: $guide" [ -f "$target/${guide:-none}" ]
expect "each link of the installed guide leads to an installed file" "$root/scripts/checks/links" \
  "$target/usr/share/doc/cadre"
