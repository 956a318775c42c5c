using System.CommandLine;
using Kiosk.Durability;
using Kiosk.Words;

namespace Kiosk.CommandLine;

/// <summary>A program's run: the one place where an exception becomes a sentence and an exit code.</summary>
public sealed class ProgramRun
{
    private static readonly Phrase Unprintable = new("không ghi được ra đầu ra chuẩn", "");

    /// <summary>As people type it.</summary>
    public required string Name { get; init; }

    /// <summary>All verbs.</summary>
    public required Func<Language, RootCommand> Root { get; init; }

    /// <summary>What Ctrl-C leaves behind.</summary>
    public required Phrase CalledOff { get; init; }

    /// <summary>The exit code of an exception that carries a sentence; null for any other, which is a bug.</summary>
    public required Func<Exception, int?> CodeOf { get; init; }

    /// <summary>Prints an exception that is more than a sentence, and returns its exit code; null for any other.</summary>
    public Func<Exception, bool, Language, int?> Print { get; init; } = (_, _, _) => null;

    /// <summary>Narrows an exit code, for a caller that knows fewer.</summary>
    public Func<int, int> Narrow { get; init; } = code => code;

    /// <summary>Runs one command line, with this process's standard streams.</summary>
    public async Task<int> RunAsync(string[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        StandardStreams.Prepare();
        var language = ConsoleLanguage.Current;
        try
        {
            return await RunAsync(args, language);
        }
        catch (PrintingException failure)
        {
            await Console.Error.WriteLineAsync($"{Name}: {Phrase.WithDetail(Unprintable.Vietnamese, failure.Message).In(language)}");
            return Narrow(ExitCode.NotAvailable);
        }
    }

    private async Task<int> RunAsync(string[] args, Language language)
    {
        using var callOff = new CallOff();
        // No response files: files and folders may be named @anything.
        var parsed = Root(language).Parse(args.Length > 0 ? args : ["--help"], new ParserConfiguration { ResponseFileTokenReplacer = null });
        // Read by hand, so that a mistyped option is reported in JSON too.
        var asJson = JsonSwitch.IsIn(args);
        var failures = new FailurePrinter(Name);
        if (CommandLineMistake.In(parsed, language) is { } mistake)
        {
            return failures.Print(mistake, Narrow(ExitCode.Misuse), asJson);
        }

        try
        {
            var code = await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, callOff.Token);
            return args.Length > 0 ? code : Narrow(ExitCode.Misuse);
        }
        catch (OperationCanceledException)
        {
            return failures.Print(CalledOff.In(language), ExitCode.No, asJson);
        }
        catch (Exception exception) when (CodeOf(exception) is { } code)
        {
            return Print(exception, asJson, language) ?? failures.Print(SystemRefusal.SentenceOf(exception).In(language), Narrow(code), asJson);
        }
    }
}
