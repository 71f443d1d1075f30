test -f ../src/main.txt
