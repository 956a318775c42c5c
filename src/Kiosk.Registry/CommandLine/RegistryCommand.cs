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

/// <summary>All verbs of <c>registry</c>.</summary>
internal static class RegistryCommand
{
    public const string Name = "registry";

    private static readonly Phrase CalledOff = new("Đã dừng theo yêu cầu; bản phát hành gần nhất còn nguyên vẹn và có hiệu lực.", "Called off; what was published last is whole and in force.");

    private static readonly ProgramRun Run = new() { Name = Name, Root = Root, CalledOff = CalledOff, CodeOf = CodeOf, Print = RefusalPrinter.Print };

    public static Task<int> RunAsync(string[] args) => Run.RunAsync(args);

    /// <summary>Every verb.</summary>
    public static RootCommand Root(Language language)
    {
        var root = Verbs(language);
        ExampleHelp.AddTo(root, language);
        return root;
    }

    private static int? CodeOf(Exception exception) => exception switch
    {
        ShrinkException => ExitCode.No,
        SourceRefusedException or RegistryException or EnrolmentException or PublishingException or SigningException or IOException or UnauthorizedAccessException => ExitCode.Misuse,
        _ => null,
    };

    private static ProgramCommand Verbs(Language language) => new(Name, DeskHelp.Of(
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
        InvitationCommands.Create(language),
        StatusCommand.Create(language),
    };
}
