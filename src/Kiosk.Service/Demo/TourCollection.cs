using Kiosk.Feed.Records;
using Kiosk.Journal.Upload;
using Kiosk.Service.CheckIn;
using Kiosk.Service.CommandLine.Answers;
using Kiosk.Trials.Demo;
using Kiosk.Words;
using Microsoft.Extensions.DependencyInjection;

namespace Kiosk.Service.Demo;

/// <summary>The tour's end: whether the collector holds everything that the doors recorded, shown by its receipts, and how many it counts.</summary>
/// <param name="source">The demo's source folder, by which the collector knows who is who.</param>
internal sealed class TourCollection(IReadOnlyList<DemoDoor> doors, DemoCollector collector, string source, bool asJson)
{
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    private static readonly Phrase NotHeard = new("Cửa này chưa nhận được số liệu từ các cửa khác.", "This door did not hear of the other doors.");
    private static readonly Phrase NoReceipt = new("Máy thu thập chưa gửi biên nhận cho toàn bộ nhật ký.", "The collector did not confirm the whole journal.");

    /// <summary>Waits until a door has heard who came in at the first.</summary>
    /// <exception cref="ServiceUnavailableException">It did not.</exception>
    public static Task HeardAsync(DemoDoor door, CancellationToken cancellationToken)
    {
        var context = $"{DemoMeeting.Id}/{DemoMeeting.Session}";
        var others = door.Application.Services.GetRequiredService<AttendanceRegister>().Others;
        return UntilAsync(() => others.In(context).Count > 0, NotHeard, cancellationToken);
    }

    /// <returns>Whether each door's receipt covers its whole journal and is valid.</returns>
    /// <exception cref="ServiceUnavailableException">There is no such receipt, or the list cannot be had.</exception>
    public async Task<bool> IsRightAsync(CancellationToken cancellationToken)
    {
        var isRight = true;
        foreach (var door in doors)
        {
            var size = door.Journal.SignCheckpoint()!.Content.Size;
            // Written down once the uploads rest.
            await UntilAsync(() => ReceiptOf(door)?.Content.Size >= size, NoReceipt, cancellationToken);
            isRight &= IsReceiptRight(door);
        }

        var list = await TourList.ReadAsync(collector, source, cancellationToken);
        if (asJson)
        {
            Console.WriteLine(JsonText.Of(new TourCollected(collector.Address, isRight, list.People.Count, [.. list.People.Select(person => person.Name)]), TourJson.Default.TourCollected));
        }
        else
        {
            list.Print();
        }

        return isRight;
    }

    private bool IsReceiptRight(DemoDoor door)
    {
        var receipt = ReceiptOf(door)!;
        var key = CosignerKey.Parse(collector.Key);
        var objection = receipt.FaultFor(door.Options.TerminalId, door.Journal.DeviceKey, key) is var fault and not ReceiptFault.None
            ? Phrase.Untranslated(fault.ToString())
            : ReceiptCheck.FindObjection(receipt, door.Folders.Journal);
        if (!asJson)
        {
            Console.WriteLine(objection is null
                ? $"Biên nhận hợp lệ: máy thu thập {key.Name} giữ {receipt.Content.Size} bản ghi của máy {door.Options.TerminalId} · Receipt verified: the collector {key.Name} holds {receipt.Content.Size} records of terminal {door.Options.TerminalId}."
                : $"RECEIPT WRONG: {objection.English}");
        }

        return objection is null;
    }

    private static UploadReceipt? ReceiptOf(DemoDoor door) =>
        Path.Combine(door.Folders.Upload, "newest.receipt") is var file && File.Exists(file) ? UploadReceipt.Parse(File.ReadAllText(file)) : null;

    private static async Task UntilAsync(Func<bool> isReached, Phrase otherwise, CancellationToken cancellationToken)
    {
        var (time, begun) = (TimeProvider.System, TimeProvider.System.GetTimestamp());
        while (!isReached())
        {
            if (time.GetElapsedTime(begun) > Timeout)
            {
                throw new ServiceUnavailableException(otherwise);
            }

            await Task.Delay(Interval, time, cancellationToken);
        }
    }
}

/// <summary>What the tour's collector holds.</summary>
/// <param name="Collector">Its address.</param>
/// <param name="Verified">Whether its receipts cover every journal and are valid.</param>
/// <param name="Present">The number of people that it counts.</param>
/// <param name="Names">The made-up members who are present, as its attendance list has them.</param>
internal sealed record TourCollected(string Collector, bool Verified, int Present, IReadOnlyList<string> Names);
