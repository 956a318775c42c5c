using System.CommandLine;
using Kiosk.CommandLine;
using Kiosk.Feed.Reading;
using Kiosk.Hardware.Readers.Virtual;
using Kiosk.Identity;
using Kiosk.Identity.Enrolment;
using Kiosk.Journal;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.Configuration;
using Kiosk.Verification.Certificates;
using Kiosk.Verification.Crls;
using Kiosk.Verification.Profiles;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary>The root of all <c>kiosk</c> verbs.</summary>
internal static class KioskCommand
{
    private const string Name = "kiosk";

    private static readonly Phrase Stopped = new("Đã dừng trước khi xong.", "Stopped before it was done.");

    public static Task<int> RunAsync(string[] args) => new ProgramRun
    {
        Name = Name,
        Root = Root,
        CalledOff = Stopped,
        CodeOf = CodeOf,
        Narrow = code => IsTufClient(args) && code != ExitCode.Done ? ExitCode.No : code,
    }.RunAsync(args);

    /// <summary>The command with all verbs.</summary>
    public static RootCommand Root(Language language)
    {
        var root = Verbs(language);
        ExampleHelp.AddTo(root, language);
        return root;
    }

    // tuf-conformance knows the exit codes 0 and 1 only.
    private static bool IsTufClient(string[] args) => args is [TufClientCommand.Name, ..];

    private static ProgramCommand Verbs(Language language) => new(Name, new Phrase(
        $"Máy điểm danh và xác thực thẻ đảng viên không tiếp xúc.\nMã thoát: 0 xong, 1 câu trả lời là không, 2 dùng sai, 3 không có sẵn.\n{ConsoleLanguage.Rule.Vietnamese}",
        $"Check-in and verification terminal for contactless party cards.\nExit codes: 0 done, 1 the answer is no, 2 wrong use, 3 not available.\n{ConsoleLanguage.Rule.English}").In(language), HelpExamples.Of)
    {
        RunCommand.Create(language),
        DemoCommand.Create(language),
        StatusCommand.Create(language),
        DoctorCommand.Create(language),
        DevicesCommand.Create(language),
        EnrolCommand.Create(language),
        ModeCommand.Create(language),
        MeetingCommand.Create(language),
        TakeOverCommand.Create(language),
        RehearseCommand.Create(language),
        ClockCommand.Create(language),
        ShowCommand.Create(language),
        CacheCommand.Create(language),
        SyncCommand.Create(language),
        CardCommand.Create(language),
        TrustCommand.Create(language),
        LogCommand.Create(language),
        ReceiptCommand.Create(language),
        TufClientCommand.Create(language),
        SelfTestCommand.Create(language),
        FuzzCommand.Create(language),
        ReasonsCommand.Create(language),
        CompletionCommand.Create(language),
    };

    // Each of these carries one sentence with problem, place and remedy. The last two are the system's own, for a disk or folder that failed unexpectedly.
    /// <returns>Null for any other exception, which is a bug.</returns>
    public static int? CodeOf(Exception exception) => exception switch
    {
        ServiceUnavailableException => ExitCode.NotAvailable,
        ConfigurationException or CacheException or CacheSourceException or CardImageException or CardProfileException
            or CertificateException or CrlException or EnrolmentException or FeedReadException or JournalException or KeyStoreException or InputException or OutOfServiceException
            or IOException or UnauthorizedAccessException => ExitCode.Misuse,
        _ => null,
    };
}
