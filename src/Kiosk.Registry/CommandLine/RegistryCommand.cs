using System.CommandLine;
using Kiosk.Feed.Publishing;
using Kiosk.Feed.Records;

namespace Kiosk.Registry.CommandLine;

/// <summary>All verbs of <c>registry</c>, and the one place where an exception becomes a sentence and an exit code.</summary>
internal static class RegistryCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        var hasErrors = parsed.Errors.Count > 0;
        var asJson = args.Contains("--json", StringComparer.Ordinal);
        // Whoever reads JSON gets JSON, also of a mistyped option; help is for people.
        if (hasErrors && asJson && parsed.Action is not System.CommandLine.Help.HelpAction)
        {
            return Say(string.Join(" ", parsed.Errors.Select(error => error.Message)), ExitCode.Misuse, asJson);
        }

        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
            return hasErrors ? ExitCode.Misuse : code;
        }
        catch (OperationCanceledException)
        {
            return Say("Called off; what was published last is whole and in force.", ExitCode.No, asJson);
        }
        catch (Exception exception) when (exception is RegistryException or PublishingException or IOException or UnauthorizedAccessException)
        {
            return Say(exception.Message, ExitCode.Misuse, asJson);
        }
    }

    /// <summary>Every verb.</summary>
    public static RootCommand Root() => new("Publishes the signed feed that terminals sync from.\nExit codes: 0 done, 1 the answer is no, 2 wrong use.\n\nExample: registry publish --desk desk --from source")
    {
        InitCommand.Create(),
        PublishCommand.Create(),
        DeltaCommand.Create(),
        RotateCommand.Create(),
        RootCommands.Create(),
        StatusCommand.Create(),
    };

    private static int Say(string sentence, int code, bool asJson)
    {
        if (asJson)
        {
            Console.WriteLine(JsonText.OfFailure(sentence, code));
        }
        else
        {
            Console.Error.WriteLine($"registry: {sentence}");
        }

        return code;
    }
}
