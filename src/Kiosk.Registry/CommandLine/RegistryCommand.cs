using System.CommandLine;
using Kiosk.Feed.Publishing;

namespace Kiosk.Registry.CommandLine;

/// <summary>All verbs of <c>registry</c>, and the one place where an exception becomes a sentence and an exit code.</summary>
internal static class RegistryCommand
{
    public static async Task<int> RunAsync(string[] args)
    {
        var parsed = Root().Parse(args);
        var hasErrors = parsed.Errors.Count > 0;
        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromSeconds(10) });
            return hasErrors ? ExitCode.Misuse : code;
        }
        catch (OperationCanceledException)
        {
            return Say("Called off; what was published last is whole and in force.", ExitCode.No);
        }
        catch (Exception exception) when (exception is RegistryException or PublishingException or IOException or UnauthorizedAccessException)
        {
            return Say(exception.Message, ExitCode.Misuse);
        }
    }

    private static RootCommand Root() => new("Publishes the signed feed that terminals sync from.\nExit codes: 0 done, 1 the answer is no, 2 wrong use.")
    {
        InitCommand.Create(),
        PublishCommand.Create(),
        DeltaCommand.Create(),
        RotateCommand.Create(),
        RootCommands.Create(),
        StatusCommand.Create(),
    };

    private static int Say(string sentence, int code)
    {
        Console.Error.WriteLine($"registry: {sentence}");
        return code;
    }
}
