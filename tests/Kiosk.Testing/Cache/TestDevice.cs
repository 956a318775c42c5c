using Kiosk.Feed.Sealing;
using Kiosk.Service.Cache;
using Kiosk.Trials.World;

namespace Kiosk.Testing.Cache;

/// <summary>The terminal that test feeds let in, with one key for the whole run.</summary>
internal static class TestDevice
{
    private static readonly TrialDevice Device = new("HN-01");

    public static AudienceReader Reader => Device.Reader;

    public static AudienceKey Unwrap(string province, ReadOnlySpan<byte> wrapped) => AudienceWrap.Open(province, Device.Id, wrapped, Device.Recipient());

    public static AudienceKeyring Keyring { get; } = new(Device.Id, Device.Recipient);
}
