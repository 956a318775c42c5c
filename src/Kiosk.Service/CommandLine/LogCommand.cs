using System.CommandLine;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Reports;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk log verify|export</c>; both work while the service is running.</summary>
internal static class LogCommand
{
    public static Command Create() => new("log", "Verify or export the journal.") { Verify(), Export() };

    private static Command Verify()
    {
        var common = new CommonOptions();
        var command = new Command("verify", "Check every frame and the hash chain. Exit code 1: broken; the output names the first break.");
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var report = JournalVerifier.Verify(common.Folders(parsed).Journal);
            Console.WriteLine(parsed.GetValue(common.Json) ? LogReport.Of(report).ToJson() : LogReport.Of(report).ToString());
            return LogReport.Of(report).Code;
        });
        return command;
    }

    private static Command Export()
    {
        var common = new CommonOptions().PrintingLines("a record");
        var csv = new Option<bool>("--csv") { Description = "Print CSV (RFC 4180) with a header line." };
        var withSealed = new Option<bool>("--sealed") { Description = "Include the sealed part, in Base64." };
        var output = new Option<string?>("--output") { Description = "Write to a new file instead of standard output.", HelpName = "FILE" };
        var command = new Command("export", "Print the journal's clear part, one record a line, as --csv or --json.") { csv, withSealed, output };
        common.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(csv) is null == result.GetResult(common.Json) is null)
            {
                result.AddError("Choose one of --csv and --json, as in: kiosk log export --csv");
            }
        });
        command.SetAction(parsed =>
        {
            var reader = JournalReader.Open(common.Folders(parsed).Journal);
            Write(parsed.GetValue(output), writer =>
            {
                if (parsed.GetValue(csv))
                {
                    JournalExport.WriteCsv(reader.Read(), writer, ReasonTable.NameOf, parsed.GetValue(withSealed));
                }
                else
                {
                    JournalExport.WriteJsonLines(reader.Read(), writer, ReasonTable.NameOf, parsed.GetValue(withSealed));
                }
            });
            return ExitCode.Done;
        });
        return command;
    }

    private static void Write(string? file, Action<StreamWriter> write)
    {
        try
        {
            using var writer = Output(file);
            write(writer);
        }
        catch (JournalException) when (file is not null)
        {
            // A partial export must not pass for a complete one.
            File.Delete(file);
            throw;
        }
    }

    private static StreamWriter Output(string? file)
    {
        try
        {
            return new StreamWriter(file is null ? Console.OpenStandardOutput() : PlainFile.CreateNew(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new InputException($"{file}: cannot be written: {SystemRefusal.ReasonOf(exception, file!)}", exception);
        }
    }
}
