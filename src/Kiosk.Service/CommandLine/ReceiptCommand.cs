using System.CommandLine;
using System.Text;
using Kiosk.Journal.Upload;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Reports;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk receipt verify</c>: whether a collector holds a journal, shown without asking it.</summary>
internal static class ReceiptCommand
{
    private const int MaxLength = 65_536;

    public static Command Create(Language language) => new("receipt", new Phrase("Kiểm tra điều mà máy thu thập đã xác nhận.", "Check what a collector confirmed.").In(language)) { Verify(language) };

    private static Command Verify(Language language)
    {
        var common = new CommonOptions(language);
        var file = new Argument<string>("FILE") { Description = new Phrase("Biên nhận, như upload/newest.receipt trong thư mục dữ liệu.", "The receipt, as in upload/newest.receipt in the data folder.").In(language) };
        var collector = new Option<string>("--collector") { Description = new Phrase("Khóa công khai của máy thu thập, hoặc tệp chứa khóa đó.", "The collector's public key, or a file with it.").In(language), HelpName = "KEY", Required = true };
        var journal = new Option<string?>("--journal") { Description = new Phrase("Bản sao của nhật ký; mặc định: nhật ký của chính máy này.", "A copy of the journal; default: this terminal's own.").In(language), HelpName = "DIR" };
        var terminals = GivenTerminals.Option(language);
        var command = new Command("verify", new Phrase("Kiểm tra ngoại tuyến rằng biên nhận của máy thu thập là cho nhật ký này và có chữ ký của cả hai bên. Mã thoát 1: không phải.", "Check offline that a collector's receipt is for this journal, signed by both. Exit code 1: it is not.").In(language)) { file, collector, journal, terminals };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var folder = parsed.GetValue(journal) is { } copy ? GivenPath.Folder(copy) : common.Folders(parsed).Journal;
            var keyOf = GivenTerminals.Read(parsed.GetValue(terminals), common.Folders(parsed));
            var report = ReceiptReport.Of(Parse(parsed.GetValue(file)!), KeyOf(parsed.GetValue(collector)!), keyOf, folder, language);
            Console.WriteLine(parsed.GetValue(common.Json) ? report.ToJson(language) : report.In(language));
            return report.Code;
        });
        return command;
    }

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

    private static CosignerKey KeyOf(string text)
    {
        var isFile = File.Exists(text);
        try
        {
            return CosignerKey.Parse(isFile ? Encoding.UTF8.GetString(GivenPath.Read(text, MaxLength)).TrimStart('\uFEFF').Trim() : text);
        }
        catch (FormatException exception)
        {
            var place = isFile ? $"{text}: " : "";
            throw new InputException(new(
                $"--collector: {place}đây không phải khóa công khai của máy thu thập; hãy sao chép như máy thu thập in ra [{exception.Message.TrimEnd('.')}].",
                $"--collector: {place}{exception.Message} Copy it as the collector prints it."), exception);
        }
    }
}
