using System.CommandLine;
using System.Text.Json.Serialization;
using Kiosk.CommandLine;
using Kiosk.Feed.Records;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Doctor;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Service.Time;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk doctor</c>: checks reader, daemon, cache, journal, clock, disk, display and the devices in the settings, with a remedy for each problem. Works with or without a running service.</summary>
internal static class DoctorCommand
{
    private static readonly Phrase TechnicalDetail = new("Chi tiết kỹ thuật", "Technical detail");
    private static readonly string[] Files = ["cache", "feed", "journal", "clock", "disk"];
    private static readonly string[] Names = ["settings", "daemon", "reader", .. Files, EnrolmentCheckUp.Name, "display", UploadCheckUp.Name, PrinterCheckUp.Name, PagesCheckUp.Name, .. DeviceCheckUp.Names];

    public static Command Create(Language language)
    {
        var common = new CommonOptions(language).PrintingLines(new("mục kiểm tra", "a finding"));
        var only = new Option<string[]>("--only") { Description = new Phrase($"Chỉ chạy mục kiểm tra này; có thể nêu nhiều lần: {string.Join(", ", Names)}.", $"Run only this check; may be repeated: {string.Join(", ", Names)}.").In(language), HelpName = "CHECK", AllowMultipleArgumentsPerToken = true };
        only.TakeOnly(language, Names);
        var identity = new Option<bool>("--identity") { Description = new Phrase("Thay vì kiểm tra: cho biết máy đang chạy phần mềm nào, kèm chữ ký của máy, để so với các bản đã phát hành (kiosk receipt verify).", "Instead of checking: say what software this terminal runs, signed by it, to be compared with the released versions (kiosk receipt verify).").In(language) };
        var command = new Command("doctor", new Phrase("Kiểm tra máy và gợi ý cách khắc phục. Mã thoát 1: có chỗ phải sửa.", "Check the terminal and suggest remedies. Exit code 1: something must be fixed.").In(language)) { only, identity };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            if (parsed.GetValue(identity))
            {
                var settings = SettingsCheckUp.Of(common, parsed);
                var stated = IdentityCheckUp.Of(new(settings.Options.DataFolder), settings.Options.TerminalId, KeyPlace.Of(settings.Options.Identity), TimeProvider.System.GetUtcNow());
                Console.WriteLine(parsed.GetValue(common.Json) ? JsonText.Of(stated, IdentityJson.Default.IdentityCheckUp) : stated.In(language));
                return ExitCode.Done;
            }

            var findings = await ExamineAsync(common, parsed, parsed.GetValue(only) ?? [], cancellationToken);
            Print(findings, parsed.GetValue(common.Json), language);
            return findings.Any(finding => finding.Health == Doctor.Health.Bad) ? ExitCode.No : ExitCode.Done;
        });
        return command;
    }

    private static async Task<List<Finding>> ExamineAsync(CommonOptions common, ParseResult parsed, string[] only, CancellationToken cancellationToken)
    {
        var (settings, time) = (SettingsCheckUp.Of(common, parsed), TimeProvider.System);
        var findings = new List<Finding>(settings.Finding is { } told ? [told] : []);
        var folders = new KioskFolders(settings.Options.DataFolder);
        var running = await RunningService.AskAsync(folders, cancellationToken);
        if (IsAsked("daemon", "reader"))
        {
            findings.AddRange(await ReaderCheckUp.LookAsync(settings.Options.Reader, running, time, cancellationToken));
        }

        if (IsAsked(Files))
        {
            var files = new FilesCheckUp(folders, settings.Options.Sync.Feed.Length > 0, settings.Options.TerminalId is { Length: > 0 } id ? id : null, KeyPlace.Of(settings.Options.Identity), time);
            findings.AddRange([files.Cache(), files.Feed(), files.Journal(), new ClockCheckUp(folders, KeyPlace.Of(settings.Options.Identity), time, ClockSource.OfMachine(), running?.ClockTrust).Clock(), new DiskCheckUp(folders).Look()]);
        }

        // A terminal that was never enrolled is nothing to worry about unless somebody asks.
        if (IsAsked(EnrolmentCheckUp.Name) && settings.Options.TerminalId is { Length: > 0 } terminal && (only.Length > 0 || File.Exists(folders.EnrolmentFile)))
        {
            findings.Add(new EnrolmentCheckUp(folders, terminal, KeyPlace.Of(settings.Options.Identity), time).Look());
        }

        if (IsAsked("display"))
        {
            findings.Add(DisplayCheckUp.Look(settings.Options.Display));
        }

        if (settings.Options.Upload.Collector.Length > 0 && IsAsked(UploadCheckUp.Name))
        {
            findings.Add(new UploadCheckUp(folders, running).Look());
        }

        if (settings.AreGood && settings.Options.Printer.Name.Length > 0 && IsAsked(PrinterCheckUp.Name))
        {
            findings.Add(await PrinterCheckUp.LookAsync(settings.Options.Printer, time, cancellationToken));
        }

        if (settings.AreGood && IsAsked([.. DeviceCheckUp.Names]))
        {
            findings.AddRange(new DeviceCheckUp(settings.Options, time).Look());
        }

        if (settings.Finding is not null && IsAsked(PagesCheckUp.Name))
        {
            findings.Add(await new PagesCheckUp(settings.Options, running).LookAsync(cancellationToken));
        }

        return [.. findings.Where(finding => IsAsked(finding.Name))];

        bool IsAsked(params ReadOnlySpan<string> names) => only.Length == 0 || names.ContainsAny(only);
    }

    private static void Print(List<Finding> findings, bool asJson, Language language)
    {
        foreach (var finding in findings)
        {
            if (asJson)
            {
                Console.WriteLine(JsonText.Of(finding, FindingJson.Default.Finding));
                continue;
            }

            Console.WriteLine($"{Mark(finding.Health)} {finding.Name,-8} {finding.What.In(language)}");
            if (finding.Remedy is { } remedy)
            {
                Console.WriteLine($"           → {remedy.In(language)}");
            }

            if (finding.Sentence is { } sentence)
            {
                Console.WriteLine($"           {sentence.In(language).ReplaceLineEndings("\n           ")}");
            }
            else if (finding.Detail is { } detail)
            {
                Console.WriteLine($"           {TechnicalDetail.In(language)}: {detail.ReplaceLineEndings("\n            ")}");
            }
        }
    }

    private static string Mark(Doctor.Health health) => health switch
    {
        Doctor.Health.Good => "✓",
        Doctor.Health.Doubtful => "!",
        _ => "✗",
    };
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(Finding))]
internal sealed partial class FindingJson : JsonSerializerContext;
