# Completion of Wave's command lines for fish. To have it in every shell:
#   wave completion fish > ~/.config/fish/completions/wave.fish

function __wave_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    test (count $current) -eq 0; and set current ''
    for line in ($words[1] complete $words[2..] $current 2>/dev/null)
        switch $line
            case ':files*'
                __wave_paths $current __fish_complete_path
            case ':folders*'
                __wave_paths $current __fish_complete_directories
            case '*'
                echo $line
        end
    end
end

# Paths behind `--option=`, too.
function __wave_paths
    set -l head (string match -r -- '^--[^=]*=' $argv[1]; or echo '')
    set -l rest (string replace -r -- '^--[^=]*=' '' $argv[1])
    for path in ($argv[2] $rest)
        echo $head$path
    end
end

complete -c wave -f -a '(__wave_complete)'
