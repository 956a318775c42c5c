using System.CommandLine;
using Kiosk.CommandLine;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Publishing;
using Kiosk.Identity.Enrolment;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Sources;
using Kiosk.Source.Problems;
using Kiosk.Words;

namespace Kiosk.Registry.CommandLine;

/// <summary>All verbs of <c>registry</c>, and the only place that turns exceptions into messages and exit codes.</summary>
internal static class RegistryCommand
{
    private static readonly Phrase CalledOff = new("Đã dừng theo yêu cầu; bản phát hành gần nhất còn nguyên vẹn và có hiệu lực.", "Called off; what was published last is whole and in force.");

    public static Task<int> RunAsync(string[] args) => RunAsync(args, ConsoleLanguage.Current);

    private static async Task<int> RunAsync(string[] args, Language language)
    {
        using var callOff = new CallOff();
        // Folders may be named @anything, so response files are disabled.
        var parsed = Root(language).Parse(args.Length > 0 ? args : ["--help"], new ParserConfiguration { ResponseFileTokenReplacer = null });
        // With --json, even a mistyped option is reported as JSON.
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
        catch (SourceRefusedException refused)
        {
            return FailurePrinter.Print(refused, asJson, language);
        }
        catch (ShrinkException refused)
        {
            return FailurePrinter.Print(refused, asJson, language);
        }
        catch (Exception exception) when (exception is RegistryException or EnrolmentException or PublishingException or SigningException or IOException or UnauthorizedAccessException)
        {
            return FailurePrinter.Print(SystemRefusal.SentenceOf(exception).In(language), ExitCode.Misuse, asJson);
        }
    }

    /// <summary>Every verb.</summary>
    public static RootCommand Root(Language language)
    {
        var root = Verbs(language);
        DeskHelp.AddTo(root, language);
        return root;
    }

    private static ProgramCommand Verbs(Language language) => new("registry", DeskHelp.Of(
        new(
            $"Phát hành nguồn dữ liệu ký số mà các máy đồng bộ về.\nMã thoát: 0 xong, 1 câu trả lời là không, 2 dùng sai, 3 không in được câu trả lời.\n{ConsoleLanguage.Rule.Vietnamese}",
            $"Publishes the signed feed that terminals sync from.\nExit codes: 0 done, 1 the answer is no, 2 wrong use, 3 the answer could not be printed.\n{ConsoleLanguage.Rule.English}"),
        "registry publish --desk desk --from source").In(language))
    {
        InitCommand.Create(language),
        PublishCommand.Create(language),
        DeltaCommand.Create(language),
        RotateCommand.Create(language),
        RootCommands.Create(language),
        TerminalCommands.Create(language),
        StatusCommand.Create(language),
    };
}
