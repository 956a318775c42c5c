using Kiosk.Verification.Time;
using Kiosk.Words;

namespace Kiosk.Service.Time;

/// <summary>Describes an unusable clock and its remedy, for logs, commands and health pages.</summary>
internal static class ClockSentences
{
    private static readonly Phrase Waits = new("Máy đang chờ đồng hồ", "The terminal waits for its clock");

    private static readonly Phrase Remedy = new(
        "hãy kết nối mạng, đặt lại giờ (timedatectl set-time), hoặc xác nhận: kiosk clock accept", "connect a network, set it (timedatectl set-time), or confirm it: kiosk clock accept");

    /// <param name="floor">The floor that the clock was compared with.</param>
    public static Phrase OfFault(ClockReading clock, DateTimeOffset floor)
    {
        var fault = clock.Fault switch
        {
            ClockFault.Behind when clock.Instant < floor => new Phrase(
                $"đồng hồ chỉ {clock.Instant:yyyy-MM-dd HH:mm'Z'}, trong khi {floor:yyyy-MM-dd HH:mm'Z'} chắc chắn đã qua",
                $"it shows {clock.Instant:yyyy-MM-dd HH:mm'Z'}, and {floor:yyyy-MM-dd HH:mm'Z'} has surely passed"),
            ClockFault.Behind => new(
                $"đồng hồ bị chỉnh lùi về {clock.Instant:yyyy-MM-dd HH:mm'Z'} trong khi dịch vụ đang chạy", $"it was set back to {clock.Instant:yyyy-MM-dd HH:mm'Z'} while the service ran"),
            _ => new(
                $"đồng hồ chỉ {clock.Instant:yyyy-MM-dd HH:mm'Z'}, quá xa so với những gì đã biết, và chưa được xác nhận",
                $"it shows {clock.Instant:yyyy-MM-dd HH:mm'Z'}, far ahead of what is known, and nothing confirms that"),
        };
        return Waits.Because(new($"{fault.Vietnamese}; {Remedy.Vietnamese}", $"{fault.English}; {Remedy.English}"));
    }

    /// <param name="min">The trust that the signed card profile requires.</param>
    public static Phrase OfTrust(ClockTrust min) => Waits.Because(min is ClockTrust.Attested
        ? new("hồ sơ thẻ yêu cầu giờ mạng, mà 24 giờ qua không có; hãy kết nối mạng.", "the card profile asks for network time, and there was none in the last 24 hours; connect a network.")
        : new("hồ sơ thẻ yêu cầu đồng hồ có pin hoặc giờ mạng; hãy lắp DS3231, hoặc kết nối mạng.", "the card profile asks for a battery-backed clock or network time; fit a DS3231, or connect a network."));
}
