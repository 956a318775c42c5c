using System.CommandLine;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk completion bash</c>: prints a script that completes verbs and options, of the program and of the repository's <c>./kiosk</c>.</summary>
internal static class CompletionCommand
{
    // The program itself computes completions ([suggest], System.CommandLine). The repository's script is not run for them, because it builds.
    private const string Bash = """
        # Completion of kiosk and, in its repository, of ./kiosk: source <(kiosk completion bash)
        # The newest of the programs that were built.
        _kiosk_newest() { ls -t -- "$@" 2>/dev/null | head -n 1; }
        _kiosk_completion() {
            local command=$1 word=$2 rest=${COMP_LINE:0:COMP_POINT} words=
            local -a program=("$command")
            rest=${rest#*"$command"}
            rest=${rest#"${rest%%[! ]*}"}
            if [ -f "$command" ] && [ "$(head -c 2 "$command" 2>/dev/null)" = '#!' ]; then
                local folder
                folder=$(dirname "$(readlink -f "$command")")
                case $rest in
                    'registry '*)
                        rest=${rest#registry }
                        program=($(_kiosk_newest "$folder/artifacts/registry/registry.dll" "$folder"/artifacts/quick/bin/*/release/registry.dll))
                        [ ${#program[@]} -eq 0 ] || program=(dotnet "${program[@]}")
                        ;;
                    'help '* | 'build '*) return ;;
                    'test '*) COMPREPLY=($(compgen -W '--nightly --powercut --soak --devices --arm64 --package --image' -- "$word")); return ;;
                    'bench '*) COMPREPLY=($(compgen -W '--quick --json --growth' -- "$word")); return ;;
                    *)
                        program=($(_kiosk_newest "$folder/artifacts/kiosk/kiosk" "$folder"/artifacts/quick/bin/*/release/kiosk))
                        [[ $rest == *' '* ]] || words='build package image test bench demo help registry collector'
                        ;;
                esac
            fi
            [ ${#program[@]} -eq 0 ] || words="$words $("${program[@]}" "[suggest:${#rest}]" "$rest" 2>/dev/null)"
            COMPREPLY=($(compgen -W "$words" -- "$word"))
        }
        complete -o default -F _kiosk_completion kiosk
        """;

    public static Command Create(Language language)
    {
        var bash = new Command("bash", new Phrase("In kịch bản hoàn thành lệnh cho bash, để nạp bằng source.", "Print the completion script for bash, to be sourced.").In(language));
        bash.SetAction(_ => Console.Out.WriteLine(Bash));
        return new("completion", new Phrase("In kịch bản shell giúp hoàn thành lệnh và tùy chọn bằng phím Tab.", "Print a shell script that completes verbs and options with Tab.").In(language)) { bash };
    }
}
