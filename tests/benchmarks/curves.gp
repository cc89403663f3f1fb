# Draws one curve: gnuplot -e "table='T.tsv'; picture='P.svg'; axis='…'; machine='…'" curves.gp

set terminal svg size 900,540 dynamic font "sans-serif,13" background "white" noenhanced
set output picture
set datafile separator tab
set datafile missing "?"
set title "Cost of a task against ".axis."\n".machine."\nAbsolute times do not travel: compare the lines with each other."
set logscale xy
set autoscale x noextend
set xlabel axis
set ylabel "ns a task"
set format y "%.0f"
set grid ytics lc rgb "#dddddd"
set key outside right top
# The first column is ours.
set linetype 2 lc rgb "#c00000" lw 4 pt 7 ps 0.6
set linetype 3 lc rgb "#1f77b4" lw 1.5 pt 7 ps 0.4
set linetype 4 lc rgb "#ff7f0e" lw 1.5 pt 5 ps 0.4
set linetype 5 lc rgb "#2ca02c" lw 1.5 pt 9 ps 0.4
set linetype 6 lc rgb "#9467bd" lw 1.5 pt 11 ps 0.4
set linetype 7 lc rgb "#8c564b" lw 1.5 pt 13 ps 0.4
set linetype 8 lc rgb "#e377c2" lw 1.5 pt 7 ps 0.4
set linetype 9 lc rgb "#7f7f7f" lw 1.5 pt 5 ps 0.4 dt 2
set linetype 10 lc rgb "#17becf" lw 1.5 pt 9 ps 0.4 dt 2
set linetype 11 lc rgb "#000000" lw 1.5 pt 11 ps 0.4 dt 2
columns = int(system("head -n 1 '".table."' | awk -F '\t' '{ print NF }'"))
plot for [i = 2:columns] table using 1:i:xtic(1) with linespoints lt i title columnheader(i)
