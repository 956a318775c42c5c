using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Serialization;
using Kiosk.CommandLine;
using Kiosk.Durability;
using Kiosk.Journal;
using Kiosk.Journal.Upload;
using Kiosk.Service.Cache;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Client;
using Kiosk.Service.Configuration;
using Kiosk.Service.Health;
using Kiosk.Service.Identity;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;
using Kiosk.Service.Upload;
using Kiosk.Ui.Screens;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk sync now|import|export</c>: updates the terminal over the network or from a USB stick. A running service uses the new generation from the next tap on.</summary>
internal static class SyncCommand
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromSeconds(1);

    public static Command Create(Language language) => new("sync", new Phrase("Cập nhật dữ liệu cho máy qua mạng hoặc từ USB, và xuất nhật ký của máy.", "Update the terminal over the network or from a USB stick, and export its journal.").In(language)) { Now(language), Import(language), Export(language) };

    private static Command Now(Language language)
    {
        var common = new CommonOptions(language);
        var command = new Command("now", new Phrase("Đồng bộ từ nguồn dữ liệu nêu trong thiết lập. Mã thoát 1: có phần chưa nhận được; 3: không liên hệ được nguồn dữ liệu.", "Sync from the feed named in the settings. Exit code 1: something did not arrive; 3: the feed cannot be reached.").In(language));
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            common.RequireOwner(parsed);
            if (common.Settings(parsed).Sync.Feed.Length == 0)
            {
                throw new InputException(new("Kiosk:Sync:Feed chưa nêu nguồn dữ liệu nào; hãy nhập từ USB bằng: kiosk sync import PATH", "Kiosk:Sync:Feed names no feed; import one from a stick with: kiosk sync import PATH"));
            }

            await RequireNetworkAsync(common, parsed, language, cancellationToken);
            using var setup = Setup(common, parsed);
            var (code, _) = await RunAsync(setup, setup.Source!, parsed.GetValue(common.Json), language, cancellationToken);
            await StickAnnouncement.ShowAsync(common.Folders(parsed), news: null, cancellationToken);
            return code;
        });
        return command;
    }

    /// <exception cref="InputException">The running service checks in to a secret meeting.</exception>
    private static async Task RequireNetworkAsync(CommonOptions common, ParseResult parsed, Language language, CancellationToken cancellationToken)
    {
        try
        {
            using var client = new ControlClient(common.Folders(parsed), language);
            var answer = await client.GetAsync(SocketGuard.CommandPrefix + "/status", cancellationToken);
            if (answer.Accepted && JsonSerializer.Deserialize(answer.Body, StatusJson.Default.StatusReport) is { NetworkForbidden: true })
            {
                throw new InputException(new(
                    "Máy đang điểm danh một cuộc họp bí mật nên không được dùng mạng; hãy đồng bộ sau khi kết thúc: kiosk meeting end", "A secret meeting is in progress and forbids any network; sync after its end: kiosk meeting end"));
            }
        }
        catch (ServiceUnavailableException)
        {
            // No service runs: no meeting is in progress.
        }
    }

    private static Command Import(Language language)
    {
        var common = new CommonOptions(language);
        var path = new Argument<string>("path") { Description = new Phrase("Điểm gắn của USB. Nguồn dữ liệu có thể ở ngay trên cùng hoặc sâu tối đa hai thư mục.", "Mount point of the stick. The feed may be at its top or up to two folders down.").In(language) };
        var command = new Command(
            "import",
            new Phrase("Đồng bộ từ USB, ưu tiên hơn đồng bộ qua mạng. Không tin cậy gì trên USB trước khi kiểm tra. Mã thoát 1: có phần không dùng được; 2: không có USB; 3: trên USB không có nguồn dữ liệu, hoặc có nhưng chưa đủ.", "Sync from a USB stick, ahead of any network sync. Nothing on the stick is trusted until verified. Exit code 1: part of it cannot be used; 2: no stick; 3: no feed on it, or an incomplete one.").In(language)) { path };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            common.RequireOwner(parsed);
            var news = StickNews.Refused;
            try
            {
                (var code, news) = await ImportAsync(common, parsed, Stick(parsed.GetValue(path)!), language, cancellationToken);
                return code;
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                news = StickAnnouncement.Of(e, common.Folders(parsed).Data);
                throw;
            }
            finally
            {
                await StickAnnouncement.ShowAsync(common.Folders(parsed), news, cancellationToken);
            }
        });
        return command;
    }

    private static Command Export(Language language)
    {
        var common = new CommonOptions(language);
        var path = new Argument<string>("path") { Description = new Phrase("Điểm gắn của USB.", "Mount point of the stick.").In(language) };
        var command = new Command("export", new Phrase("Sao chép nhật ký cùng các phần niêm phong sang USB và kiểm tra bản sao. Mã thoát 1: bản sao trước đó có bản ghi mà nhật ký không có; bản đó được giữ bên cạnh bản mới.", "Copy the journal with its sealed parts to a USB stick and verify the copy. Exit code 1: an earlier copy there has records that the journal lacks; it is kept beside the new one.").In(language)) { path };
        common.AddTo(command);
        command.SetAction(parsed =>
        {
            var options = common.Settings(parsed);
            var folders = new KioskFolders(options.DataFolder);
            var report = JournalCopy.Write(folders.Journal, Stick(parsed.GetValue(path)!), options.TerminalId, new DurableFiles(), TerminalKeys.FrameKeyOf(folders, KeyPlace.Of(options.Identity)));
            if (EnrolCommand.WriteRenewal(options, parsed.GetValue(path)!) is { } request)
            {
                Console.Error.WriteLine(new Phrase($"{request} là yêu cầu gia hạn chứng thư số: hãy ký ở bàn phát hành bằng registry terminal sign.", $"{request} is the request to renew the certificates: have it signed at the desk with registry terminal sign.").In(language));
            }

            var code = report.Kept.Count == 0 ? ExitCode.Done : ExitCode.No;
            var kept = report.Kept.Select(sentence => sentence.In(language)).ToList();
            Console.WriteLine(parsed.GetValue(common.Json)
                ? JsonAnswer.Of(new ExportReport(report.Folder, report.Records, report.LastHash, kept), SyncReportJson.Default.ExportReport, code, string.Join(' ', kept))
                : string.Join(' ', kept.Prepend(new Phrase($"{report.Records} bản ghi đã có trong {report.Folder}, chuỗi nguyên vẹn.", $"{report.Records} records are in {report.Folder}, their chain whole.").In(language))));
            return code;
        });
        return command;
    }

    // A stick that is not plugged in is reported with its own sentence later.
    private static string Stick(string path) => Directory.Exists(GivenPath.FolderOrAbsent(path)) ? GivenPath.Folder(path) : path;

    private static async Task<(int Code, StickNews News)> ImportAsync(CommonOptions common, ParseResult parsed, string stick, Language language, CancellationToken cancellationToken)
    {
        var receipt = TakeReceipt(common, parsed, stick);
        switch (await StickSearch.LookAsync(stick, cancellationToken))
        {
            case StickContent.Found { Feed: var feed }:
                using (var setup = Setup(common, parsed))
                {
                    var (code, outcome) = await RunAsync(setup, feed, parsed.GetValue(common.Json), language, cancellationToken, receipt?.Sentence.In(language));
                    return (code, StickAnnouncement.Of(outcome));
                }

            case StickContent.NoFeed when receipt is { IsTaken: true, Sentence: var taken }:
                Print(new("receipt", taken.In(language), null, [], 0, null, 0, taken.In(language)), ExitCode.Done, parsed.GetValue(common.Json), language);
                return (ExitCode.Done, StickNews.NothingNew);
            case StickContent.NoFeed { Sentence: var sentence }:
                Print(new("nofeed", sentence.In(language), null, [], 0, null, 0, receipt?.Sentence.In(language)), ExitCode.NotAvailable, parsed.GetValue(common.Json), language);
                return (ExitCode.NotAvailable, StickNews.NoFeed);
            case StickContent.Absent { Sentence: var sentence }:
                throw new InputException(sentence);
            default:
                throw new System.Diagnostics.UnreachableException();
        }
    }

    private static (bool IsTaken, Phrase Sentence)? TakeReceipt(CommonOptions common, ParseResult parsed, string stick)
    {
        var options = common.Settings(parsed);
        var folders = new KioskFolders(options.DataFolder);
        return new StickReceipt(
            options.TerminalId,
            GivenTerminals.Read(null, folders)(options.TerminalId),
            options.Upload.Key.Length > 0 ? options.Upload.ParseKey() : null,
            new UploadFolder(folders.Upload, new DurableFiles())).Take(stick);
    }

    private static SyncSetup Setup(CommonOptions common, ParseResult parsed)
    {
        var options = common.Settings(parsed);
        var time = TimeProvider.System;
        var clock = new ClockMonitor(time, ClockSource.OfMachine(), BuildInstant.Value);
        var folders = new KioskFolders(options.DataFolder);
        var store = new CacheStore(folders.Cache, new DurableFiles(), CacheKey.Beside(folders.Cache, KeyPlace.Of(options.Identity)), TerminalAudience.KeyringIn(folders, KeyPlace.Of(options.Identity), options.TerminalId));
        store.Expect(TerminalJournal.SignedDataIn(folders));
        using (var generation = store.TryOpenBasis(CancellationToken.None)?.Generation)
        {
            if (generation?.SurelyPast is { } signed)
            {
                clock.RaiseFloor(signed);
            }
        }

        var setup = SyncSetup.Create(options.Sync, folders, store, cache: null, clock, new DurableFiles(), time);
        return setup.TrustRoot(options.Sync.Root) is { } problem ? throw new InputException(problem) : setup;
    }

    private static async Task<(int Code, SyncOutcome Outcome)> RunAsync(SyncSetup setup, IFeedFiles source, bool asJson, Language language, CancellationToken cancellationToken, string? receipt = null)
    {
        var started = TimeProvider.System.GetTimestamp();
        await using var progress = new Timer(_ => Show(setup.Status, language), null, ProgressInterval, ProgressInterval);
        var outcome = await setup.Sync.RunAsync(source, cancellationToken);
        await progress.DisposeAsync();
        var report = new SyncReport(
            outcome.GetType().Name.ToLowerInvariant(),
            outcome.Told.In(language),
            (outcome as SyncOutcome.Applied)?.Generation,
            [.. ((outcome as SyncOutcome.Applied)?.Problems ?? []).Select(problem => problem.In(language))],
            setup.Budget.Total,
            setup.Status.Standing.Expires,
            TimeProvider.System.GetElapsedTime(started).TotalSeconds,
            receipt);
        Print(report, CodeOf(outcome), asJson, language);
        return (CodeOf(outcome), outcome);
    }

    private static void Print(SyncReport report, int code, bool asJson, Language language) =>
        Console.WriteLine(asJson ? JsonAnswer.Of(report, SyncReportJson.Default.SyncReport, code, report.Sentence) : TextOf(report, language));

    // The first line says it; a technical detail follows on its own.
    private static string TextOf(SyncReport report, Language language)
    {
        var lines = report.Sentence.Split('\n', 2);
        var measured = new Phrase($"{report.Bytes} byte, {report.Seconds:0.0} giây", $"{report.Bytes} bytes, {report.Seconds:0.0} s").In(language);
        return $"{lines[0]} ({measured}){(report.Receipt is { } receipt && receipt != report.Sentence ? $" {receipt}" : "")}{(lines.Length > 1 ? $"\n{lines[1]}" : "")}";
    }

    private static int CodeOf(SyncOutcome outcome) => outcome switch
    {
        SyncOutcome.Applied { Problems.Count: 0 } or SyncOutcome.NotModified => ExitCode.Done,
        SyncOutcome.Unreachable or SyncOutcome.Yielded => ExitCode.NotAvailable,
        _ => ExitCode.No,
    };

    private static void Show(SyncState status, Language language) => Console.Error.WriteLine(new Phrase(
        $"Đã tải {status.Bytes} byte, còn {status.Remaining}; đã ghi {status.Rows} dòng …",
        $"{status.Bytes} bytes fetched, {status.Remaining} to go, {status.Rows} rows written …").In(language));
}

/// <summary>The output of <c>kiosk sync now|import --json</c>.</summary>
/// <param name="Outcome">applied, notmodified, unreachable, refused, yielded (to a stick) or, for a stick, nofeed, or receipt where it brought nothing else.</param>
/// <param name="Receipt">What became of the collector's receipt on the stick; null if there was none.</param>
/// <param name="Problems">One sentence for each reason why parts did not arrive.</param>
internal sealed record SyncReport(
    string Outcome, string Sentence, long? Generation, IReadOnlyList<string> Problems, long Bytes, DateTimeOffset? Expires, double Seconds, string? Receipt = null);

/// <summary>The output of <c>kiosk sync export --json</c>.</summary>
/// <param name="LastHash">SHA-256 of the last record, hexadecimal.</param>
/// <param name="Kept">One sentence for each earlier copy that was kept.</param>
internal sealed record ExportReport(string Folder, ulong Records, string LastHash, IReadOnlyList<string> Kept);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(SyncReport))]
[JsonSerializable(typeof(ExportReport))]
internal sealed partial class SyncReportJson : JsonSerializerContext;
