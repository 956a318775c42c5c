using System.CommandLine;
using System.CommandLine.Help;
using Kiosk.Durability;
using Kiosk.Feed.Metadata;
using Kiosk.Feed.Publishing;
using Kiosk.Registry.CommandLine.Arguments;
using Kiosk.Registry.Desk;
using Kiosk.Registry.Problems;

namespace Kiosk.Registry.CommandLine;

/// <summary>All verbs of <c>registry</c>, and the one place where an exception becomes a sentence and an exit code.</summary>
internal static class RegistryCommand
{
    private static readonly string[] JsonSwitches = ["--json", "--json=true", "--json:true"];

    public static async Task<int> RunAsync(string[] args)
    {
        using var callOff = new CallOff();
        // A folder may be called @anything: no argument is a file of arguments.
        var parsed = Root().Parse(args.Length > 0 ? args : ["--help"], new ParserConfiguration { ResponseFileTokenReplacer = null });
        // Whoever reads JSON gets JSON, also of a mistyped option.
        var asJson = args.Any(JsonSwitches.Contains);
        if (CommandLineMistake.In(parsed) is { } mistake)
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
            return FailurePrinter.Print("Called off; what was published last is whole and in force.", ExitCode.No, asJson);
        }
        catch (SourceRefusedException refused)
        {
            return FailurePrinter.Print(refused, asJson);
        }
        catch (ShrinkException refused)
        {
            return FailurePrinter.Print(refused, asJson);
        }
        catch (Exception exception) when (exception is RegistryException or PublishingException or SigningException or IOException or UnauthorizedAccessException)
        {
            return FailurePrinter.Print(SystemRefusal.SentenceOf(exception), ExitCode.Misuse, asJson);
        }
    }

    /// <summary>Every verb.</summary>
    public static RootCommand Root()
    {
        var root = Verbs();
        foreach (var help in root.Options.Select(option => option.Action).OfType<HelpAction>())
        {
            help.MaxWidth = StandardStreams.LineLength;
        }

        return root;
    }

    private static RootCommand Verbs() => new("Publishes the signed feed that terminals sync from.\nExit codes: 0 done, 1 the answer is no, 2 wrong use, 3 the answer could not be printed.\n\nExample: registry publish --desk desk --from source")
    {
        InitCommand.Create(),
        PublishCommand.Create(),
        DeltaCommand.Create(),
        RotateCommand.Create(),
        RootCommands.Create(),
        StatusCommand.Create(),
    };
}
