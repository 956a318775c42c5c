using System.CommandLine;
using Kiosk.Collector.Storage;
using Kiosk.CommandLine;
using Kiosk.Journal;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary>All verbs of <c>collector</c>, and the one place where an exception becomes a sentence and an exit code.</summary>
internal static class CollectorCommand
{
    private static readonly Phrase CalledOff = new("Đã dừng theo yêu cầu; những gì đã lưu vẫn còn nguyên.", "Called off; what was stored is whole.");

    public static Task<int> RunAsync(string[] args) => RunAsync(args, ConsoleLanguage.Current);

    private static async Task<int> RunAsync(string[] args, Language language)
    {
        using var callOff = new CallOff();
        // A folder may be called @anything: no argument is a file of arguments.
        var parsed = Root(language).Parse(args.Length > 0 ? args : ["--help"], new ParserConfiguration { ResponseFileTokenReplacer = null });
        var asJson = JsonSwitch.IsIn(args);
        if (CommandLineMistake.In(parsed, language) is { } mistake)
        {
            return FailurePrinter.Print(mistake, ExitCode.Misuse, asJson);
        }

        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, callOff.Token);
            return args.Length > 0 ? code : ExitCode.Misuse;
        }
        catch (OperationCanceledException)
        {
            return FailurePrinter.Print(CalledOff.In(language), ExitCode.No, asJson);
        }
        catch (StorageException unavailable)
        {
            return FailurePrinter.Print(unavailable.Sentence.In(language), ExitCode.NotAvailable, asJson);
        }
        catch (Exception exception) when (exception is SentenceException or JournalException or IOException or UnauthorizedAccessException)
        {
            return FailurePrinter.Print(SystemRefusal.SentenceOf(exception).In(language), ExitCode.Misuse, asJson);
        }
    }

    /// <summary>Every verb.</summary>
    public static RootCommand Root(Language language)
    {
        var root = new ProgramCommand("collector", DeskHelp.Of(
            new(
                $"Thu thập nhật ký của các máy điểm danh.\nMã thoát: 0 xong, 1 câu trả lời là không, 2 dùng sai, 3 không dùng được.\n{ConsoleLanguage.Rule.Vietnamese}",
                $"Collects the journals of check-in terminals.\nExit codes: 0 done, 1 the answer is no, 2 wrong use, 3 not available.\n{ConsoleLanguage.Rule.English}"),
            "collector serve --dev").In(language))
        {
            ServeCommand.Create(language),
            EnrolCommand.Create(language),
            AuthorityCommand.Create(language),
            ImportCommand.Create(language),
            StatusCommand.Create(language),
            TerminalsCommand.Create(language),
            AttendanceCommand.Create(language),
            ReportCommand.Create(language),
            ProceduresCommand.Create(language),
            WebhooksCommand.Create(language),
            TokenCommand.Create(language),
            ReceiptCommand.Create(language),
            UserCommand.Create(language),
            LooksCommand.Create(language),
        };
        DeskHelp.AddTo(root, language);
        return root;
    }
}
