using System.CommandLine;
using Kiosk.Collector.Storage;
using Kiosk.CommandLine;
using Kiosk.Journal;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary>All verbs of <c>collector</c>.</summary>
internal static class CollectorCommand
{
    private const string Name = "collector";

    private static readonly Phrase CalledOff = new("Đã dừng theo yêu cầu; những gì đã lưu vẫn còn nguyên.", "Called off; what was stored is whole.");

    private static readonly ProgramRun Run = new() { Name = Name, Root = Root, CalledOff = CalledOff, CodeOf = CodeOf };

    public static FailurePrinter Failures { get; } = new(Name);

    public static Task<int> RunAsync(string[] args) => Run.RunAsync(args);

    /// <summary>Every verb.</summary>
    public static RootCommand Root(Language language)
    {
        var root = new ProgramCommand(Name, DeskHelp.Of(
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
            RequestsCommand.Create(language),
            InvitationsCommand.Create(language),
            WebhooksCommand.Create(language),
            HallCommand.Create(language),
            TokenCommand.Create(language),
            ReceiptCommand.Create(language),
            UserCommand.Create(language),
            LooksCommand.Create(language),
        };
        ExampleHelp.AddTo(root, language);
        return root;
    }

    private static int? CodeOf(Exception exception) => exception switch
    {
        StorageException => ExitCode.NotAvailable,
        SentenceException or JournalException or IOException or UnauthorizedAccessException => ExitCode.Misuse,
        _ => null,
    };
}
