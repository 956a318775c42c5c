using System.CommandLine;
using System.Globalization;
using System.Text;
using Kiosk.CommandLine;
using Kiosk.Journal;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Reports;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk log prove</c> and <c>kiosk log check-proof</c>: one record for somebody who gets none of the others.</summary>
internal static class LogProofCommand
{
    public static Command Prove(Language language)
    {
        var common = new CommonOptions(language);
        var sequence = new Argument<string>("SEQ") { Description = new Phrase("Số của bản ghi, từ 1.", "Number of the record, from 1.").In(language) };
        var journal = new JournalOption(language);
        var output = new Option<string?>("--output") { Description = new Phrase("Ghi vào một tệp mới thay cho đầu ra chuẩn.", "Write to a new file instead of standard output.").In(language), HelpName = "FILE" };
        var command = new Command("prove", new Phrase("In bằng chứng rằng một bản ghi có trong nhật ký (C2SP tlog-proof), để dùng với kiosk log check-proof.", "Print a proof that a record is in the journal (C2SP tlog-proof), for kiosk log check-proof.").In(language)) { sequence, output };
        journal.AddTo(command);
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var text = parsed.GetValue(sequence)!;
            if (!ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number is 0 or > int.MaxValue)
            {
                throw new InputException(new($"\"{text}\" không phải số của bản ghi, từ 1, như: kiosk log prove 42", $"\"{text}\" is not the number of a record, from 1, as in: kiosk log prove 42"));
            }

            var proof = JournalProof.Create(journal.CopyIn(parsed) ?? common.Folders(parsed).Journal, number).ToString();
            OutputFile.Write(parsed.GetValue(output), writer => writer.Write(parsed.GetValue(common.Json) ? new ProofText(number, proof).ToJson() + "\n" : proof));
            return ExitCode.Done;
        });
        return command;
    }

    public static Command Check(Language language)
    {
        var common = new CommonOptions(language);
        var file = new Argument<string>("FILE") { Description = new Phrase("Bằng chứng, như kiosk log prove đã ghi.", "The proof, as kiosk log prove wrote it.").In(language) };
        var terminals = new TerminalsOption(language);
        var command = new Command("check-proof", new Phrase("Kiểm tra bản ghi của bằng chứng có trong nhật ký đã ký của một máy, và in bản ghi đó. Mã thoát 1: chưa được chứng minh.", "Check that a proof's record is in a terminal's signed journal, and print the record. Exit code 1: it is not proved.").In(language)) { file };
        terminals.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (known, proof) = (await terminals.ReadAsync(parsed, common.Folders(parsed), cancellationToken), Parse(parsed.GetValue(file)!));
            var report = known.FirstThatHolds(keyOf => ProofReport.Of(proof, keyOf, known.RevocationOf, ReasonTable.NameOf, language), one => one.Proved);
            Console.WriteLine(parsed.GetValue(common.Json) ? report.ToJson(language) : report.In(language));
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
            throw new InputException(Phrase.WithDetail($"{path}: đây không phải bằng chứng do kiosk log prove ghi", $"{path}: {exception.Message}"), exception);
        }
    }
}
