using System.CommandLine;
using Kiosk.CommandLine;
using Kiosk.Journal;
using Kiosk.Journal.Checkpoints;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Reports;
using Kiosk.Service.Identity;
using Kiosk.Verification.Reasons;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk log verify|export|prove|check-proof</c>; all work while the service is running.</summary>
internal static class LogCommand
{
    public static Command Create(Language language) => new("log", new Phrase("Kiểm tra, xuất hoặc chứng minh nhật ký.", "Verify, export or prove the journal.").In(language)) { Verify(language), Export(language), LogProofCommand.Prove(language), LogProofCommand.Check(language) };

    private static Command Verify(Language language)
    {
        var common = new CommonOptions(language);
        var journal = new JournalOption(language);
        var terminals = new TerminalsOption(language);
        var collector = new CollectorKeyOption(language, new("cần cho bản sao của nhật ký mà các bản ghi đầu đã được xóa sau khi máy thu thập xác nhận.", "needed for a copy whose first records were removed once the collector had confirmed them."));
        var command = new Command(
            "verify", new Phrase("Kiểm tra mọi bản ghi, chuỗi băm và các mốc đã ký. Mã thoát 1: nhật ký hỏng, kết quả nêu chỗ hỏng đầu tiên; hoặc không có gì bảo đảm cho nhật ký, cho phần đầu đã xóa, hoặc khóa đã ký bị thu hồi.", "Check every frame, the hash chain and the signed checkpoints. Exit code 1: broken, and the output names the first break; or nothing vouches for it or for a beginning that was removed, or the key that signed was revoked.").In(language));
        journal.AddTo(command);
        terminals.AddTo(command);
        collector.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var folders = common.Folders(parsed);
            var known = await terminals.ReadAsync(parsed, folders, cancellationToken);
            var copy = journal.CopyIn(parsed);
            var (folder, frames) = copy is not null ? (copy, null) : (folders.Journal, TerminalKeys.FrameKeyOf(folders, common.Keys(parsed)));
            Func<SignedNote, bool>? isConfirmed = collector.Read(parsed) is { } cosigner ? note => cosigner.CosignedAt(note) is not null : null;
            var verification = known.FirstThatHolds(keyOf => JournalVerifier.Verify(folder, keyOf, frames, copy is null ? TerminalJournal.ReceiptedIn(folders, keyOf) : null, isConfirmed), one => one.IsWhole);
            var report = LogReport.Of(verification, isTagged: frames is not null, language, known.RevocationOf(verification.TerminalId, verification.Signed.KeyId), known.KeyKindOf(verification.TerminalId, verification.Signed.KeyId));
            Console.WriteLine(parsed.GetValue(common.Json) ? report.ToJson(language) : report.In(language));
            return report.Code;
        });
        return command;
    }

    private static Command Export(Language language)
    {
        var common = new CommonOptions(language).PrintingLines(new("bản ghi", "a record"));
        var journal = new JournalOption(language);
        var csv = new Option<bool>("--csv") { Description = new Phrase("In CSV (RFC 4180) có dòng tiêu đề.", "Print CSV (RFC 4180) with a header line.").In(language) };
        var withSealed = new Option<bool>("--sealed") { Description = new Phrase("Kèm phần niêm phong, ở dạng Base64.", "Include the sealed part, in Base64.").In(language) };
        var output = new Option<string?>("--output") { Description = new Phrase("Ghi vào một tệp mới thay cho đầu ra chuẩn.", "Write to a new file instead of standard output.").In(language), HelpName = "FILE" };
        var command = new Command("export", new Phrase("In phần không niêm phong của nhật ký, mỗi bản ghi một dòng, dạng --csv hoặc --json.", "Print the journal's clear part, one record a line, as --csv or --json.").In(language)) { csv, withSealed, output };
        journal.AddTo(command);
        common.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetResult(csv) is null == result.GetResult(common.Json) is null)
            {
                result.AddError(new Phrase("Hãy chọn --csv hoặc --json, như: kiosk log export --csv", "Choose one of --csv and --json, as in: kiosk log export --csv").In(language));
            }
        });
        command.SetAction(parsed =>
        {
            var folders = common.Folders(parsed);
            var reader = journal.CopyIn(parsed) is { } copy ? JournalReader.Open(copy) : JournalReader.Open(folders.Journal, TerminalKeys.FrameKeyOf(folders, common.Keys(parsed)));
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
