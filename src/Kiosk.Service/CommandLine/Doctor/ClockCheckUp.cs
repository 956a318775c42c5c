using Kiosk.Durability;
using Kiosk.Identity.Opening;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.Configuration;
using Kiosk.Service.Identity;
using Kiosk.Service.Time;
using Kiosk.Verification.Time;

namespace Kiosk.Service.CommandLine.Doctor;

/// <summary>Looks at the system's clock as the running service does, or else as it would at its next start: by the build and the newest signed data. Changes nothing.</summary>
/// <param name="told">The running service's trust in its clock, which somebody may have accepted; null if none runs or it does not use its clock.</param>
internal sealed class ClockCheckUp(KioskFolders folders, KeyStoreSettings keys, TimeProvider time, ClockSource source, ClockTrust? told = null)
{
    public Finding Clock()
    {
        var monitor = new ClockMonitor(time, source, BuildInstant.Value);
        if (SurelyPast() is { } signed)
        {
            monitor.RaiseFloor(signed);
        }

        var reading = monitor.Read();
        var shown = $"{reading.Instant:yyyy-MM-dd HH:mm:ss'Z'}";
        return (told is null ? reading.Fault : ClockFault.None, told ?? reading.Trust) switch
        {
            (ClockFault.Behind, _) => Unusable(
                $"Giờ của máy là {shown}, chậm hơn thời điểm đã được xác nhận ({monitor.Floor:yyyy-MM-dd HH:mm'Z'}); máy không đọc thẻ cho đến khi giờ đúng.",
                $"The clock shows {shown} and {monitor.Floor:yyyy-MM-dd HH:mm'Z'} has surely passed; no card is read until it is right."),
            (not ClockFault.None, _) => Unusable(
                $"Giờ của máy là {shown}, nhanh quá xa và chưa được xác nhận; máy không đọc thẻ cho đến khi giờ đúng.",
                $"The clock shows {shown}, far ahead of what is known, and nothing confirms it; no card is read until it is right."),
            (_, ClockTrust.FloorOnly) => new(
                "clock",
                Health.Doubtful,
                new($"Giờ của máy là {shown}, chưa được xác nhận.", $"The clock shows {shown}; nothing confirms it."),
                new("Gắn đồng hồ có pin (DS3231) hoặc kết nối mạng để chỉnh giờ; nếu giờ đã đúng: kiosk clock accept", "Fit a battery-backed clock (DS3231) or connect a network for the time; where it is right: kiosk clock accept")),
            (_, ClockTrust.Rtc) when told is not null && reading is not { Fault: ClockFault.None, Trust: ClockTrust.Rtc } => new(
                "clock", Health.Good, new($"Giờ của máy là {shown}, do cán bộ xác nhận.", $"The clock shows {shown}, accepted by an operator.")),
            (_, ClockTrust.Rtc) => new("clock", Health.Good, new($"Giờ của máy là {shown}, theo đồng hồ chạy pin.", $"The clock shows {shown}, by the battery-backed clock.")),
            _ => new("clock", Health.Good, new($"Giờ của máy là {shown}, mạng xác nhận.", $"The clock shows {shown}, confirmed by the network.")),
        };
    }

    private static Finding Unusable(string vietnamese, string english) => new(
        "clock",
        Health.Bad,
        new(vietnamese, english),
        new(
            "Kết nối mạng hoặc đặt lại giờ: timedatectl set-time; nếu giờ đã đúng: kiosk clock accept",
            "Connect a network or set the time: timedatectl set-time; where it is right: kiosk clock accept"));

    private DateTimeOffset? SurelyPast()
    {
        try
        {
            using var generation = new CacheStore(folders.Cache, new DurableFiles(), CacheKey.Beside(folders.Cache, keys)).Open().Generation;
            return generation.SurelyPast;
        }
        catch (CacheException)
        {
            // The check of the cache says so.
            return null;
        }
    }
}
