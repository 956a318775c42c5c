using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Kiosk.Collector.Attendance;
using Kiosk.Collector.Doors;
using Kiosk.Collector.Storage;
using Kiosk.CommandLine;
using Kiosk.Journal;
using Kiosk.Words;

namespace Kiosk.Collector.CommandLine;

/// <summary><c>collector attendance MEETING</c>: the figures of a meeting over all its doors, and who was admitted twice; without names.</summary>
internal static class AttendanceCommand
{
    public static Command Create(Language language)
    {
        var common = new CommonOptions(language);
        var meeting = new Argument<string>("MEETING") { Description = new Phrase("Mã cuộc họp.", "The meeting's id.").In(language) };
        var command = new Command("attendance", DeskHelp.Of(
            new("Số có mặt tại mỗi phiên của một cuộc họp, tính trên mọi cửa, và ai được điểm danh ở hai cửa; không có họ tên.", "The numbers present at each session of a meeting, over all its doors, and who was admitted at two; without names."),
            "collector attendance dai-hoi-2026 --dev --json").In(language)) { meeting };
        common.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            await using var database = common.OpenDatabase(parsed);
            var store = new JournalStore(database);
            await store.MigrateAsync(cancellationToken);
            var records = await MeetingRecords.ReadAsync(store, new(database), parsed.GetValue(meeting)!, cancellationToken);
            var lists = AttendanceList.Of(records.All);
            if (parsed.GetValue(common.Json))
            {
                JsonPrinter.Print(new() { ["otherHalls"] = records.Halls is { } halls ? ToJson(halls) : null, ["sessions"] = new JsonArray([.. lists.Select(ToJson)]) });
            }
            else
            {
                Print(lists, records.Halls, language);
            }

            return ExitCode.Done;
        });
        return command;
    }

    private static void Print(IReadOnlyList<AttendanceList> lists, OtherHalls? halls, Language language)
    {
        if (halls is { Terminals: [_, ..] })
        {
            var (terminals, at) = (string.Join(", ", halls.Terminals), $"{LocalFormat.Time(halls.HeardAt)} {LocalFormat.Day(halls.HeardAt)}");
            Console.WriteLine(new Phrase($"Đã tính cả các điểm khác (thiết bị {terminals}); số liệu nhận được lúc {at}.", $"Other halls are counted too (terminals {terminals}), as of {at}.").In(language));
        }

        foreach (var list in lists)
        {
            Console.WriteLine(new Phrase(
                $"{list.Context}: {list.Present.Count} người đã đến, {list.Inside} người đang trong phòng họp, {list.CountingFor(JournalCounts.Quorum)} người tính vào số lượng theo quy định.",
                $"{list.Context}: {list.Present.Count} came, {list.Inside} of them are inside now, {list.CountingFor(JournalCounts.Quorum)} count for the quorum.").In(language));
            if (list.CountingFor(JournalCounts.ByInvitation) is > 0 and var invited)
            {
                Console.WriteLine(new Phrase($"  Vào bằng giấy mời, không có thẻ: {invited}", $"  By invitation, without a card: {invited}").In(language));
            }

            foreach (var door in list.Present.CountBy(person => OtherHalls.NameOf(person.First, halls)).OrderBy(door => door.Key, StringComparer.Ordinal))
            {
                Console.WriteLine($"  {ShownName.Of(door.Key)}: {door.Value}");
            }

            foreach (var person in list.Conflicts)
            {
                Console.WriteLine(new Phrase(
                    $"  Cần xem xét: {person.Pseudonym[..8]} được điểm danh ở {ShownName.Of(person.First.Door)} và {ShownName.Of(person.Again[0].Door)}.",
                    $"  To review: {person.Pseudonym[..8]} was admitted at {ShownName.Of(person.First.Door)} and at {ShownName.Of(person.Again[0].Door)}.").In(language));
            }
        }
    }

    private static JsonObject ToJson(OtherHalls halls) => new JsonObject { ["terminals"] = new JsonArray([.. halls.Terminals.Select(terminal => (JsonNode)terminal)]), ["asOf"] = halls.HeardAt.UtcDateTime };

    private static JsonNode ToJson(AttendanceList list) => new JsonObject
    {
        ["context"] = list.Context,
        ["present"] = list.Present.Count,
        ["inside"] = list.Inside,
        ["quorum"] = list.CountingFor(JournalCounts.Quorum),
        ["votingBase"] = list.CountingFor(JournalCounts.VotingBase),
        ["vote"] = list.CountingFor(JournalCounts.Vote),
        ["byInvitation"] = list.CountingFor(JournalCounts.ByInvitation),
        ["absentWithReason"] = list.Absent.Count(person => person.HasReason),
        ["absentWithoutReason"] = list.Absent.Count(person => !person.HasReason),
        ["people"] = new JsonArray([.. list.Present.Select(ToJson)]),
    };

    private static JsonNode ToJson(PresentPerson person) => new JsonObject
    {
        ["pseudonym"] = person.Pseudonym,
        ["first"] = ToJson(person.First),
        ["left"] = person.Left is { } left ? ToJson(left) : null,
        ["again"] = new JsonArray([.. person.Again.Select(ToJson)]),
    };

    private static JsonNode ToJson(DoorArrival arrival) => new JsonObject
    {
        ["at"] = arrival.At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        ["door"] = arrival.Door,
        ["terminal"] = arrival.TerminalId,
        ["sequence"] = arrival.Sequence,
    };
}
