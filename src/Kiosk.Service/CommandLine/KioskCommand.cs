using System.CommandLine;
using Kiosk.Feed.Reading;
using Kiosk.Feed.Records;
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

/// <summary>The root of all <c>kiosk</c> verbs, and the one place where an exception becomes a sentence and an exit code.</summary>
internal static class KioskCommand
{
    private const string Help = "--help";

    /// <summary>How long a verb may take to stop before the process ends anyway.</summary>
    private static readonly TimeSpan StopTimeout = TimeSpan.FromSeconds(10);

    private static readonly Phrase Stopped = new("Đã dừng trước khi xong.", "Stopped before it was done.");

    public static async Task<int> RunAsync(string[] args)
    {
        // No response files: a TUF target may be named @anything.
        var language = ConsoleLanguage.Current;
        var parsed = Root(language).Parse(args.Length > 0 ? args : [Help], new ParserConfiguration { ResponseFileTokenReplacer = null });
        // Checked by hand, so that a mistyped option is reported in JSON too.
        var asJson = JsonSwitch.IsIn(args);
        var isTufClient = IsTufClient(args);
        if (CommandLineMistake.In(parsed, language) is { } mistake)
        {
            return Say(mistake, isTufClient ? ExitCode.No : ExitCode.Misuse, asJson);
        }

        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = StopTimeout });
            return args.Length > 0 ? code : ExitCode.Misuse;
        }
        catch (Exception exception) when (CodeOf(exception) is { } known)
        {
            return Say(SystemRefusal.SentenceOf(exception).In(language), isTufClient ? ExitCode.No : known, asJson);
        }
        catch (OperationCanceledException)
        {
            return Say(Stopped.In(language), ExitCode.No, asJson);
        }
    }

    /// <summary>The exit code if standard output cannot be written.</summary>
    public static int UnprintedCode(string[] args) => IsTufClient(args) ? ExitCode.No : ExitCode.NotAvailable;

    /// <summary>The command with all verbs.</summary>
    public static RootCommand Root(Language language)
    {
        var root = Verbs(language);
        ExampleHelp.AddTo(root, language);
        return root;
    }

    // tuf-conformance knows the exit codes 0 and 1 only.
    private static bool IsTufClient(string[] args) => args is [TufClientCommand.Name, ..];

    private static RootCommand Verbs(Language language) => new(new Phrase(
        $"Máy điểm danh và xác thực thẻ đảng viên không tiếp xúc.\nMã thoát: 0 xong, 1 câu trả lời là không, 2 dùng sai, 3 không có sẵn.\n{ConsoleLanguage.Rule.Vietnamese}",
        $"Check-in and verification terminal for contactless party cards.\nExit codes: 0 done, 1 the answer is no, 2 wrong use, 3 not available.\n{ConsoleLanguage.Rule.English}").In(language))
    {
        RunCommand.Create(language),
        DemoCommand.Create(language),
        StatusCommand.Create(language),
        DoctorCommand.Create(language),
        DevicesCommand.Create(language),
        EnrolCommand.Create(language),
        ModeCommand.Create(language),
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

    private static int Say(string sentence, int code, bool asJson)
    {
        if (asJson)
        {
            Console.WriteLine(JsonText.OfFailure(sentence, code));
        }
        else
        {
            Console.Error.WriteLine($"kiosk: {ShownName.InLines(sentence)}");
        }

        return code;
    }
}
