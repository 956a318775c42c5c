using System.CommandLine;
using System.Globalization;
using System.Security.Cryptography.X509Certificates;
using Kiosk.Collector.Desk;
using Kiosk.Collector.Journals;
using Kiosk.Collector.Reports;
using Kiosk.Collector.Storage;
using Kiosk.CommandLine;
using Kiosk.Durability;
using Kiosk.Source.Files;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary><c>collector report</c>: what a secretary hands over, as a file; signed where a certificate is configured.</summary>
internal static class ReportCommand
{
    private const string TemplateName = "report.json";
    private const string SigningName = "report.pem";

    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var meeting = new Argument<string?>("MEETING") { Arity = ArgumentArity.ZeroOrOne, Description = new Phrase("Mã cuộc họp.", "The meeting's id.").In(language) };
        var session = Text("--session", "ID", new("Chỉ phiên này; nếu không nêu, tất cả các phiên.", "This session alone; all of them without it."), language);
        var form = new Option<string>("--form") { Description = new Phrase("Mẫu: danh sách dự họp (attendance), số liệu thẩm tra tư cách (credentials), phụ lục biên bản (minutes).", "The form: the attendance list, figures for the credentials report, or the minutes' annex.").In(language), HelpName = "attendance|credentials|minutes", DefaultValueFactory = _ => "attendance" }.AcceptOnlyFromAmong("attendance", "credentials", "minutes");
        var format = new Option<string?>("--format") { Description = new Phrase("Định dạng; nếu không nêu, theo phần mở rộng của --out.", "The format; without it, what --out ends in.").In(language), HelpName = "xlsx|pdf|csv|json" }.AcceptOnlyFromAmong("xlsx", "pdf", "csv", "json");
        var output = new Option<string>("--out") { Description = new Phrase("Tệp kết quả; tệp đã có được thay.", "The file to write; one that is there is replaced.").In(language), HelpName = "FILE", Required = true };
        var unit = Text("--unit", "UNIT", new("Thay cho MEETING: đảng viên của đơn vị này trong các tháng --from đến --to.", "Instead of MEETING: the members of this unit over the months --from to --to."), language);
        var allUnits = new Option<bool>("--all-units") { Description = new Phrase("Thay cho MEETING: mọi đơn vị, mỗi đơn vị một dòng.", "Instead of MEETING: every unit, one a line.").In(language) };
        var from = Text("--from", "YYYY-MM", new("Tháng đầu.", "The first month."), language);
        var to = Text("--to", "YYYY-MM", new("Tháng cuối; nếu không nêu, tháng đầu.", "The last month; the first without it."), language);
        var template = Text("--template", "FILE", new($"Mẫu văn bản của cơ quan; nếu không nêu, {TemplateName} trong --data nếu có.", $"The site's template; without it, {TemplateName} in --data if there is one."), language);
        var sign = Text("--sign", "FILE", new($"Ký bằng chứng thư số và khóa trong tệp PEM này, vào FILE.p7s; nếu không nêu, {SigningName} trong --data nếu có.", $"Sign with the certificate and key in this PEM file, to FILE.p7s; without it, {SigningName} in --data if there is one."), language);
        var openWith = Text("--open-with", "FILE", new("Tệp PEM có chứng thư số và khóa mà các máy niêm phong cho: mở họ tên khách ghi tại bàn hỗ trợ.", "PEM file with the certificate and key that terminals seal to: opens the names of guests whom the support desk let in."), language);
        var command = new Command("report", DeskHelp.Of(
            new(
                "Lập danh sách dự họp, số liệu thẩm tra tư cách đại biểu, phụ lục biên bản (XLSX, PDF, CSV, JSON), hoặc tổng hợp theo đơn vị trong nhiều tháng.",
                "Makes the attendance list, the figures for the credentials report or the minutes' annex (XLSX, PDF, CSV, JSON), or attendance by unit over months."),
            "collector report dai-hoi-2026 --form minutes --out bien-ban.pdf --dev").In(language)) { meeting, session, form, format, output, unit, allUnits, from, to, template, sign, openWith };
        common.AddTo(command);
        command.Validators.Add(result =>
        {
            var count = (result.GetValue(meeting) is null ? 0 : 1) + (result.GetValue(unit) is null ? 0 : 1) + (result.GetValue(allUnits) ? 1 : 0);
            if (count != 1)
            {
                result.AddError(new Phrase("Hãy nêu một trong ba: MEETING, --unit UNIT, --all-units.", "Give one of MEETING, --unit UNIT and --all-units.").In(language));
            }
            else if (result.GetValue(meeting) is null && result.GetValue(from) is null)
            {
                result.AddError(new Phrase("Báo cáo theo đơn vị cần tháng đầu: --from 2026-11.", "A report by unit needs its first month: --from 2026-11.").In(language));
            }
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = common.OpenDatabase(parsed);
            var journals = new JournalStore(database);
            await journals.MigrateAsync(cancellationToken);
            var (data, path) = (parsed.GetValue(common.Data)!, parsed.GetValue(output)!);
            var kind = FormatOf(parsed.GetValue(format), path);
            var people = new PeopleStore(database);
            using var guests = GuestsOf(parsed.GetValue(openWith), data);
            var facts = new AttendanceFacts(journals, people, new(database), guests, TimeProvider.System);
            var texts = TemplateOf(parsed.GetValue(template), data);
            var file = parsed.GetValue(meeting) is { } id
                ? await new MeetingReporter(facts, texts, language).MakeAsync(id, parsed.GetValue(session), Enum.Parse<ReportForm>(parsed.GetValue(form)!, ignoreCase: true), kind, cancellationToken)
                : await new UnitReporter(facts, people, texts, TimeProvider.System, language).MakeAsync(parsed.GetValue(unit), MonthOf(parsed.GetValue(from)!), MonthOf(parsed.GetValue(to) ?? parsed.GetValue(from)!), kind, cancellationToken);
            Write(path, file, SignerOf(parsed.GetValue(sign), data), parsed.GetValue(common.Json), language);
            return ExitCode.Done;
        });
        return command;
    }

    /// <summary>Opens guests' names: those of this collector's support desk, and those that terminals sealed.</summary>
    /// <param name="named">PEM with the certificate and key that terminals seal to; null if there is none at hand.</param>
    /// <param name="data">The collector's folder.</param>
    public static SealedParts GuestsOf(string? named, string data) =>
        new([.. ((X509Certificate2?[])[named is null ? null : ReportSigner.Open(named), DeskJournal.FindSeal(data)]).OfType<X509Certificate2>()]);

    private static Option<string?> Text(string name, string helpName, Phrase description, Language language) => new(name) { Description = description.In(language), HelpName = helpName };

    private static ReportFormat FormatOf(string? named, string path) =>
        Enum.TryParse<ReportFormat>(named ?? Path.GetExtension(path).TrimStart('.'), ignoreCase: true, out var format) && Enum.IsDefined(format)
            ? format
            : throw new CollectorException(new($"Không rõ định dạng của {path}: hãy nêu --format xlsx, pdf, csv hoặc json.", $"The format of {path} is not clear: give --format xlsx, pdf, csv or json."));

    private static DateOnly MonthOf(string text) =>
        DateOnly.TryParseExact(text + "-01", "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var month)
            ? month
            : throw new CollectorException(new($"\"{text}\" không phải tháng dạng 2026-11.", $"\"{text}\" is no month such as 2026-11."));

    /// <summary>The site's template: of the file that is named, or in the collector's folder; the usual one if there is none.</summary>
    /// <exception cref="ReportException">It breaks a rule.</exception>
    public static ReportTemplate TemplateOf(string? named, string data)
    {
        var path = named ?? Path.Combine(data, TemplateName);
        return named is null && !File.Exists(path) ? new() : ReportTemplate.Parse(BoundedFile.Read(path, ReportTemplate.MaxLength), path);
    }

    /// <summary>What signs reports: the file that is named, or in the collector's folder; null if there is none. Owned by the caller.</summary>
    /// <exception cref="ReportException">It is no certificate with its key.</exception>
    public static X509Certificate2? SignerOf(string? named, string data)
    {
        var path = named ?? Path.Combine(data, SigningName);
        return named is null && !File.Exists(path) ? null : ReportSigner.Open(path);
    }

    private static void Write(string path, ReportFile file, X509Certificate2? signer, bool asJson, Language language)
    {
        using var owned = signer;
        var files = new DurableFiles();
        var full = Path.GetFullPath(path);
        var signature = signer is null ? null : full + ReportSigner.Ending;
        var signed = signer is null ? [] : ReportSigner.Sign(file.Content, signer, TimeProvider.System.GetUtcNow());
        // Names are in it: the file is its owner's alone until they hand it on.
        files.Replace(full, file.Content.Span);
        if (signature is not null)
        {
            files.Replace(signature, signed);
        }

        if (asJson)
        {
            JsonPrinter.Print(new() { ["file"] = full, ["bytes"] = file.Content.Length, ["signature"] = signature });
        }
        else
        {
            Console.WriteLine(new Phrase($"Đã ghi {path}{(signature is null ? "" : $", chữ ký ở {path}{ReportSigner.Ending}")}.", $"{path} is written{(signature is null ? "" : $"; its signature is {path}{ReportSigner.Ending}")}.").In(language));
        }
    }
}
