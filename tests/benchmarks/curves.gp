# Draws one curve: gnuplot -e "table='T.tsv'; picture='P.svg'; axis='threads'; unit='…'; machine='…'" curves.gp

set terminal svg size 900,540 dynamic font "sans-serif,13" background "white"
set output picture
set datafile separator tab
set datafile missing "?"
set logscale xy
set xlabel axis
set ylabel "ns a task"
set grid ytics lc rgb "#dddddd"
set key outside right top
set title "{/:Bold ns a task against ".axis."}\n{/=10 ".machine."}\n{/=10 Absolute times do not travel: compare the lines with each other.}" noenhanced
set title enhanced
set bmargin 4
# As many columns as the table has.
stats table using 0 nooutput
columns = int(system("head -n 1 '".table."' | awk -F '\t' '{ print NF }'"))
plot for [i = 2:columns] table using 1:i with linespoints lw (i == 2 ? 3 : 1.5) pt 7 ps 0.5 title columnheader(i)
