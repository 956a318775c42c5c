using System.Globalization;
using System.Text.Json;
using Kiosk.Trials.Demo;
using Kiosk.Words;

namespace Kiosk.Service.Demo;

/// <summary>The attendance list as the demo's collector hands it over: the made-up members by name.</summary>
/// <param name="Quorum">How many of them count for the quorum.</param>
internal sealed record TourList(int Quorum, IReadOnlyList<TourPerson> People)
{
    private const string FileName = "danh-sach.json";

    /// <summary>Tells the collector who is who, from the demo's source folder, and reads its report.</summary>
    /// <exception cref="CommandLine.Answers.ServiceUnavailableException">The collector failed.</exception>
    public static async Task<TourList> ReadAsync(DemoCollector collector, string source, CancellationToken cancellationToken)
    {
        await collector.RunAsync(cancellationToken, "import", "--source", source);
        var file = Path.Combine(collector.Folder, FileName);
        await collector.RunAsync(cancellationToken, "report", DemoMeeting.Id, "--session", DemoMeeting.Session, "--out", file);
        using var report = JsonDocument.Parse(await File.ReadAllBytesAsync(file, cancellationToken));
        var session = report.RootElement.GetProperty("sessions")[0];
        return new(
            session.GetProperty("quorum") is { ValueKind: JsonValueKind.Object } quorum ? quorum.GetProperty("present").GetInt32() : 0,
            [
                .. session.GetProperty("people").EnumerateArray().Where(person => person.GetProperty("presence").GetString() == "present")
                    .Select(person => new TourPerson(person.GetProperty("name").GetString() ?? "", person.GetProperty("at").GetDateTimeOffset(), person.GetProperty("door").GetString() ?? "")),
            ]);
    }

    public void Print()
    {
        Console.WriteLine($"Danh sách có mặt: {People.Count} đồng chí, {Quorum} tính vào số lượng theo quy định · Attendance list: {People.Count} present, {Quorum} of them count for the quorum.");
        foreach (var (person, number) in People.Select((person, index) => (person, index + 1)))
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {number}. {person.Name}, {LocalFormat.Time(person.At)}, cửa {person.Door} · door {person.Door}"));
        }
    }
}

/// <summary>Somebody present.</summary>
internal sealed record TourPerson(string Name, DateTimeOffset At, string Door);
