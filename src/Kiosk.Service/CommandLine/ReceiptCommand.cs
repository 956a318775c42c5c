using System.CommandLine;
using System.Text;
using Kiosk.Feed.Tokens;
using Kiosk.Identity.Receipts;
using Kiosk.Journal.Upload;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Reports;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk receipt verify</c>: whether a terminal took down a case, or a collector holds a journal, shown without asking either.</summary>
internal static class ReceiptCommand
{
    private const int MaxLength = 65_536;

    public static Command Create(Language language) => new("receipt", new Phrase("Kiểm tra biên nhận của thủ tục, hoặc điều mà máy thu thập đã xác nhận.", "Check the receipt of a procedure, or what a collector confirmed.").In(language)) { Verify(language) };

    private static Command Verify(Language language)
    {
        var common = new CommonOptions(language);
        var receipt = new Argument<string>("RECEIPT") { Description = new Phrase("Nội dung mã QR trên biên nhận của thủ tục (KR1:…) hoặc trên màn hình nhận dạng phần mềm của máy (KI1:…), hoặc tệp chứa nội dung đó; hoặc biên nhận của máy thu thập, như upload/newest.receipt trong thư mục dữ liệu.", "The text of the QR code on a procedure's receipt (KR1:…) or on a terminal's screen that says what it runs (KI1:…), or a file with it; or a collector's receipt, as in upload/newest.receipt in the data folder.").In(language) };
        var collector = new CollectorKeyOption(language, new("cần cho biên nhận của máy thu thập.", "needed for a collector's receipt."));
        var journal = new JournalOption(language);
        var terminals = new TerminalsOption(language);
        var command = new Command("verify", new Phrase("Kiểm tra ngoại tuyến rằng biên nhận của một thủ tục do máy đã nêu ký; hoặc máy chạy một bản đã phát hành; hoặc biên nhận của máy thu thập là cho nhật ký này và có chữ ký của cả hai bên. Mã thoát 1: không phải.", "Check offline that a procedure's receipt was signed by the terminal that it names; or that a terminal runs a released version; or that a collector's receipt is for this journal, signed by both. Exit code 1: it is not.").In(language)) { receipt };
        journal.AddTo(command);
        collector.AddTo(command);
        terminals.AddTo(command);
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var text = TextOf(parsed.GetValue(receipt)!);
            if (text.StartsWith(ProcedureReceipt.Prefix, StringComparison.Ordinal))
            {
                var judgement = ReceiptJudgement.Of(text, (await terminals.ReadAsync(parsed, common.Folders(parsed), cancellationToken)).ReceiptKeysOf);
                var answer = ProcedureReceiptReport.Of(judgement, judgement.Receipt ?? throw NotWhole(), language);
                Console.WriteLine(parsed.GetValue(common.Json) ? answer.ToJson(language) : answer.In(language));
                return answer.Code;
            }

            if (text.StartsWith(RunningSoftware.Prefix, StringComparison.Ordinal))
            {
                var (content, token) = RunningSoftware.TryParse(text) ?? throw NotWhole();
                var folders = common.Folders(parsed);
                var answer = RunningSoftwareReport.Of(content, token, await terminals.ReadAsync(parsed, folders, cancellationToken), await terminals.ReadReleasesAsync(parsed, folders, cancellationToken), language);
                Console.WriteLine(parsed.GetValue(common.Json) ? answer.ToJson(language) : answer.In(language));
                return answer.Code;
            }

            var folder = journal.CopyIn(parsed) ?? common.Folders(parsed).Journal;
            var known = await terminals.ReadAsync(parsed, common.Folders(parsed), cancellationToken);
            var given = Parse(parsed.GetValue(receipt)!);
            var key = collector.Read(parsed) ?? throw NoCollector();
            var report = known.FirstThatHolds(keyOf => ReceiptReport.Of(given, key, keyOf, known.RevocationOf, folder, language), one => one.Valid);
            Console.WriteLine(parsed.GetValue(common.Json) ? report.ToJson(language) : report.In(language));
            return report.Code;
        });
        return command;
    }

    // A scanned text is given as it is; a file may end in a line feed.
    private static string TextOf(string given) => given.StartsWith(ProcedureReceipt.Prefix, StringComparison.Ordinal) || given.StartsWith(RunningSoftware.Prefix, StringComparison.Ordinal)
        ? given
        : Encoding.UTF8.GetString(GivenPath.Read(given, MaxLength)).TrimStart('\uFEFF').TrimEnd('\r', '\n');

    private static InputException NotWhole() => new(new(
        "Nội dung mã QR không đầy đủ: hãy quét lại, và đặt nội dung trong dấu nháy đơn vì trong đó có dấu cách.",
        "The text of the QR code is not whole: scan it again, and put it in single quotes, because it may hold spaces."));

    private static InputException NoCollector() => new(new(
        "Biên nhận này là của máy thu thập: hãy nêu khóa công khai của máy đó bằng --collector.",
        "This is a collector's receipt: name the collector's public key with --collector."));

    private static UploadReceipt Parse(string path)
    {
        try
        {
            return UploadReceipt.Parse(Encoding.UTF8.GetString(GivenPath.Read(path, MaxLength)));
        }
        catch (FormatException exception)
        {
            throw new InputException(Phrase.WithDetail($"{path} không phải biên nhận của máy thu thập", exception.Message) with { English = $"{path} is no collector's receipt: {exception.Message}" }, exception);
        }
    }
}
