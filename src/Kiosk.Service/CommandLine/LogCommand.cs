using System.CommandLine;
using Kiosk.Journal;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Reports;
using Kiosk.Service.Identity;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk log verify|export|prove|check-proof</c>; all work while the service is running.</summary>
internal static class LogCommand
{
    public static Command Create() => new("log", "Verify, export or prove the journal.") { Verify(), Export(), LogProofCommand.Prove(), LogProofCommand.Check() };

    private static Command Verify()
    {
        var common = new CommonOptions();
        var journal = new Option<string?>("--journal") { Description = "Folder of a journal, such as a copy on a stick; default: this terminal's own.", HelpName = "DIR" };
        var terminals = GivenTerminals.Option();
        var command = new Command(
            "verify", "Check every frame, the hash chain and the signed checkpoints. Exit code 1: broken; the output names the first break.") { journal, terminals };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var folders = common.Folders(parsed);
            var keyOf = GivenTerminals.Read(parsed.GetValue(terminals), folders);
            var report = LogReport.Of(parsed.GetValue(journal) is { } copy
                ? JournalVerifier.Verify(GivenPath.Folder(copy), keyOf)
                : JournalVerifier.Verify(folders.Journal, keyOf, TerminalKeys.FrameKeyOf(folders, common.Keys(parsed))));
            Console.WriteLine(parsed.GetValue(common.Json) ? report.ToJson() : report.ToString());
            return report.Code;
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
            var folders = common.Folders(parsed);
            var reader = JournalReader.Open(folders.Journal, TerminalKeys.FrameKeyOf(folders, common.Keys(parsed)));
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

    private static void Write(string? file, Action<TextWriter> write)
    {
        try
        {
            OutputFile.Write(file, write);
        }
        catch (JournalException) when (file is not null)
        {
            // A partial export must not pass for a complete one.
            File.Delete(file);
            throw;
        }
    }
}
