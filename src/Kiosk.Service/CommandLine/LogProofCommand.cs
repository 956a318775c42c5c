using System.CommandLine;
using System.Globalization;
using System.Text;
using Kiosk.Journal;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Reports;
using Kiosk.Verification.Reasons;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk log prove</c> and <c>kiosk log check-proof</c>: one record for somebody who gets none of the others.</summary>
internal static class LogProofCommand
{
    public static Command Prove()
    {
        var common = new CommonOptions();
        var sequence = new Argument<string>("SEQ") { Description = "Number of the record, from 1." };
        var output = new Option<string?>("--output") { Description = "Write to a new file instead of standard output.", HelpName = "FILE" };
        var command = new Command("prove", "Print a proof that a record is in the journal (C2SP tlog-proof), for kiosk log check-proof.") { sequence, output };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var text = parsed.GetValue(sequence)!;
            if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is 0 or > int.MaxValue)
            {
                throw new InputException($"\"{text}\" is not the number of a record, from 1, as in: kiosk log prove 42");
            }

            var proof = JournalProof.Create(common.Folders(parsed).Journal, number).ToString();
            OutputFile.Write(parsed.GetValue(output), writer => writer.Write(parsed.GetValue(common.Json) ? new ProofText(number, proof).ToJson() + "\n" : proof));
            return ExitCode.Done;
        });
        return command;
    }

    public static Command Check()
    {
        var common = new CommonOptions();
        var file = new Argument<string>("FILE") { Description = "The proof, as kiosk log prove wrote it." };
        var terminals = GivenTerminals.Option();
        var command = new Command("check-proof", "Check that a proof's record is in a terminal's signed journal, and print the record. Exit code 1: it is not proved.") { file, terminals };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var keyOf = GivenTerminals.Read(parsed.GetValue(terminals), common.Folders(parsed));
            var report = ProofReport.Of(Parse(parsed.GetValue(file)!), keyOf, ReasonTable.NameOf);
            Console.WriteLine(parsed.GetValue(common.Json) ? report.ToJson() : report.ToString());
            return report.Code;
        });
        return command;
    }

    private static JournalProof Parse(string path)
    {
        try
        {
            return JournalProof.Parse(Encoding.UTF8.GetString(GivenPath.Read(path, JournalProof.MaxLength)));
        }
        catch (FormatException exception)
        {
            throw new InputException($"{path}: {exception.Message}", exception);
        }
    }
}
