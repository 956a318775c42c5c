using System.CommandLine;
using System.Text.Json.Serialization;
using Kiosk.CommandLine;
using Kiosk.Durability;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Service.CommandLine.Arguments;
using Kiosk.Service.CommandLine.Doctor;
using Kiosk.Service.CommandLine.Rehearsing;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Service.Sync;
using Kiosk.Service.Time;
using Kiosk.Words;

namespace Kiosk.Service.CommandLine;

/// <summary><c>kiosk rehearse MEETING</c>: whether the terminal is ready for a meeting to come. Works with or without a running service.</summary>
internal static class RehearseCommand
{
    private static readonly CountedPhrase Failed = new("{0} mục không đạt.", "{0} check failed.", "{0} checks failed.");

    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var meeting = new Argument<string>("MEETING") { Description = new Phrase("Mã cuộc họp.", "Id of the meeting.").In(language) };
        var output = new Option<string?>("--output") { Description = new Phrase("Ghi thêm một tờ PDF để in và ký.", "Also write a PDF sheet to print and sign.").In(language), HelpName = "FILE" };
        var command = new Command("rehearse", new Phrase(
            "Kiểm tra máy đã sẵn sàng cho một cuộc họp sắp tới chưa: cuộc họp, danh sách, thẻ, đồng hồ, cửa, dữ liệu, ổ đĩa. Mã thoát 1: có mục không đạt.",
            "Check whether the terminal is ready for a meeting to come: the meeting, its list, the cards, clock, door, data, disk. Exit code 1: something is not.").In(language)) { meeting, output };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var (id, options) = (parsed.GetValue(meeting)!, common.Settings(parsed));
            var findings = await LookAsync(id, options, cancellationToken);
            if (parsed.GetValue(output) is { } file)
            {
                var title = new Phrase($"Kiểm tra trước cuộc họp {id}, máy {options.TerminalId}, {LocalFormat.Day(TimeProvider.System.GetUtcNow())}", $"Rehearsal of {id}, terminal {options.TerminalId}, {LocalFormat.Day(TimeProvider.System.GetUtcNow())}");
                OutputFile.Write(file, RehearsalSheet.Print(title, findings, language));
            }

            var failed = findings.Count(finding => finding.Health is Doctor.Health.Bad);
            var code = failed == 0 ? ExitCode.Done : ExitCode.No;
            Console.WriteLine(parsed.GetValue(common.Json)
                ? JsonAnswer.Of(new RehearsalReport(failed == 0, id, options.TerminalId, findings), RehearsalJson.Default.RehearsalReport, code, Failed.For(failed).In(language))
                : string.Join(Environment.NewLine, findings.SelectMany(finding => RehearsalSheet.LinesOf(finding, language))));
            return code;
        });
        return command;
    }

    private static async Task<IReadOnlyList<Finding>> LookAsync(string id, KioskOptions options, CancellationToken cancellationToken)
    {
        var (folders, keys, time) = (new KioskFolders(options.DataFolder), KeyPlace.Of(options.Identity), TimeProvider.System);
        var running = await RunningService.AskAsync(folders, cancellationToken);
        return
        [
            .. LookAtData(id, options, folders, time.GetUtcNow()),
            new ClockCheckUp(folders, keys, time, ClockSource.OfMachine(), running?.ClockTrust).Clock(),
            new EnrolmentCheckUp(folders, options.TerminalId, keys, time).Look(),
            new DiskCheckUp(folders).Look(),
        ];
    }

    private static IReadOnlyList<Finding> LookAtData(string id, KioskOptions options, KioskFolders folders, DateTimeOffset now)
    {
        try
        {
            var store = new CacheStore(folders.Cache, new DurableFiles(), CacheKey.Beside(folders.Cache, KeyPlace.Of(options.Identity)), TerminalAudience.KeyringIn(folders, KeyPlace.Of(options.Identity), options.TerminalId));
            using var generation = store.Open().Generation;
            generation.OpenAudience();
            var door = TerminalDoor.Open(folders, new(options.Door, Enum.Parse<Admission.DoorDirection>(options.Direction, ignoreCase: true)), new DurableFiles());
            var standing = FeedStanding.Read(Path.Combine(folders.Sync, SyncSite.StandingName));
            var rehearsal = new MeetingRehearsal(new(door.Name, door.Direction), standing.Expires, generation.Trust.Revocation.FirstDueAt(now), now);
            var meeting = generation.FindMeeting(id);
            return rehearsal.Look(id, meeting, meeting is null ? [] : [.. generation.Roster(id)], generation.MeetingIds);
        }
        catch (Exception exception) when (exception is CacheException or OutOfServiceException)
        {
            return [new("data", Doctor.Health.Bad, ((SentenceException)exception).Sentence, new("Đồng bộ dữ liệu: kiosk sync now, hoặc kiosk sync import THƯ-MỤC", "Sync: kiosk sync now, or kiosk sync import PATH"))];
        }
    }
}

/// <summary>The output of <c>kiosk rehearse --json</c>; names no people.</summary>
internal sealed record RehearsalReport(bool Ready, string Meeting, string Terminal, IReadOnlyList<Finding> Findings);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
[JsonSerializable(typeof(RehearsalReport))]
internal sealed partial class RehearsalJson : JsonSerializerContext;
