using System.CommandLine;
using System.Text.Json.Serialization;
using Kiosk.CommandLine;
using Kiosk.Durability;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk cache upkeep</c>: looks after what cards are judged by; a running service sees the result at the next tap.</summary>
internal static class CacheCommand
{
    public static Command Create(Language language) => new("cache", new Phrase("Chăm sóc dữ liệu dùng để xác thực thẻ.", "Look after what cards are judged by.").In(language)) { Build(language), Upkeep(language) };

    /// <summary>What earlier versions had; whoever still calls it is told the way.</summary>
    private static Command Build(Language language)
    {
        var command = new Command("build", new Phrase("Đã bỏ: bộ nhớ đệm được tạo từ nguồn dữ liệu ký số.", "Gone: a cache is made from the signed feed.").In(language)) { Hidden = true, TreatUnmatchedTokensAsErrors = false };
        command.SetAction(int (_) => throw new InputException(new(
            "Lệnh cache build đã bỏ: dữ liệu xác thực thẻ chỉ lấy từ nguồn dữ liệu ký số. Hãy đồng bộ từ đó: kiosk sync now; hoặc từ USB: kiosk sync import PATH. Một thư mục tệp được phát hành bằng: registry publish --from DIR",
            "cache build is gone: what cards are judged by comes from the signed feed alone. Sync from it: kiosk sync now; or from a stick: kiosk sync import PATH. A folder of files is published with: registry publish --from DIR")));
        return command;
    }

    private static Command Upkeep(Language language)
    {
        var common = new CommonOptions(language);
        var command = new Command("upkeep", new Phrase("Làm việc mà dịch vụ vẫn làm vào giờ vắng: gộp các lớp thành một tệp, hoặc đọc lại toàn bộ một lần. Mã thoát 1: có chỗ hư hỏng; 3: đang đồng bộ.", "Do what the service does at quiet hours: merge layers into one file, or else read everything once. Exit code 1: something is damaged; 3: a sync is in progress.").In(language));
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            common.RequireOwner(parsed);
            var time = TimeProvider.System;
            var site = new SyncSite(
                common.Folders(parsed).Sync, common.Cache(parsed), Cache: null, Provinces: [], new ClockMonitor(time, ClockSource.OfMachine(), BuildInstant.Value), new DurableFiles());
            var outcome = await new CacheUpkeep(site, time).RunAsync(cancellationToken);
            var report = new UpkeepReport(outcome.GetType().Name.ToLowerInvariant(), outcome.Sentence.In(language));
            var code = outcome switch
            {
                UpkeepOutcome.Damaged => ExitCode.No,
                UpkeepOutcome.Postponed => ExitCode.NotAvailable,
                _ => ExitCode.Done,
            };
            Console.WriteLine(parsed.GetValue(common.Json) ? JsonAnswer.Of(report, CacheReportJson.Default.UpkeepReport, code, report.Sentence) : report.Sentence);
            return code;
        });
        return command;
    }
}

/// <summary>The output of <c>kiosk cache upkeep --json</c>.</summary>
/// <param name="Outcome">compacted, whole, postponed or damaged.</param>
internal sealed record UpkeepReport(string Outcome, string Sentence);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(UpkeepReport))]
internal sealed partial class CacheReportJson : JsonSerializerContext;
