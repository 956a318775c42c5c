using Kiosk.Hardware.Devices;
using static Kiosk.Hardware.Displays.Drm.DrmNative;

namespace Kiosk.Hardware.Displays.Drm;

/// <summary>A connector of a card, with its panel.</summary>
/// <param name="Modes">The preferred one first.</param>
/// <param name="Crtc">A CRTC that can drive the connector.</param>
/// <param name="DpmsProperty">The property that switches it off, or 0.</param>
internal sealed unsafe record DrmConnector(uint Id, string Name, ModeInfo[] Modes, uint Crtc, uint DpmsProperty)
{
    private const int MaxCount = 64;
    private const int MaxModeCount = 256;

    // Type numbers from linux/drm_mode.h, with the names used in /sys/class/drm.
    private static readonly string[] Kinds =
    [
        "Unknown", "VGA", "DVI-I", "DVI-D", "DVI-A", "Composite", "SVIDEO", "LVDS", "Component", "DIN", "DP", "HDMI-A", "HDMI-B", "TV", "eDP", "Virtual", "DSI", "DPI",
        "Writeback", "SPI", "USB",
    ];

    /// <summary>The card's connectors with a panel that has modes.</summary>
    /// <exception cref="DeviceException">The card does not support mode setting.</exception>
    public static IReadOnlyList<DrmConnector> Connected(DeviceNode card)
    {
        var crtcs = stackalloc uint[MaxCount];
        var connectors = stackalloc uint[MaxCount];
        var resources = new CardResources { CrtcIds = crtcs, CrtcCount = MaxCount, ConnectorIds = connectors, ConnectorCount = MaxCount };
        card.Control(DRM_IOCTL_MODE_GETRESOURCES, &resources, "list its connectors");
        var crtcIds = new ReadOnlySpan<uint>(crtcs, (int)Math.Min(resources.CrtcCount, MaxCount)).ToArray();
        var ids = new ReadOnlySpan<uint>(connectors, (int)Math.Min(resources.ConnectorCount, MaxCount)).ToArray();
        return [.. ids.Select(id => Read(card, id, crtcIds)).OfType<DrmConnector>()];
    }

    private static DrmConnector? Read(DeviceNode card, uint id, uint[] crtcs)
    {
        var encoders = stackalloc uint[MaxCount];
        var properties = stackalloc uint[MaxCount];
        var values = stackalloc ulong[MaxCount];
        var modes = new ModeInfo[MaxModeCount];
        fixed (ModeInfo* start = modes)
        {
            // A first call without room for modes makes the kernel probe the connector (drm_mode.h).
            var look = new Connector { ConnectorId = id };
            card.Control(DRM_IOCTL_MODE_GETCONNECTOR, &look, $"describe connector {id}");
            var connector = new Connector
            {
                ConnectorId = id,
                Modes = start,
                ModeCount = MaxModeCount,
                Encoders = encoders,
                EncoderCount = MaxCount,
                Properties = properties,
                PropertyValues = values,
                PropertyCount = MaxCount,
            };
            if (look.Connection != DRM_MODE_CONNECTED || card.TryControl(DRM_IOCTL_MODE_GETCONNECTOR, &connector) < 0 || connector.ModeCount is 0 or > MaxModeCount)
            {
                return null;
            }

            var offered = modes[..(int)connector.ModeCount].OrderByDescending(mode => (mode.Type & DRM_MODE_TYPE_PREFERRED) != 0).ToArray();
            var kind = connector.ConnectorType < Kinds.Length ? Kinds[connector.ConnectorType] : Kinds[0];
            var crtc = FindCrtc(card, new(encoders, (int)Math.Min(connector.EncoderCount, MaxCount)), crtcs);
            var dpms = FindDpms(card, new(properties, (int)Math.Min(connector.PropertyCount, MaxCount)));
            return crtc == 0 ? null : new(id, $"{kind}-{connector.ConnectorTypeId}", offered, crtc, dpms);
        }
    }

    private static uint FindCrtc(DeviceNode card, ReadOnlySpan<uint> encoders, uint[] crtcs)
    {
        foreach (var id in encoders)
        {
            var encoder = new Encoder { EncoderId = id };
            if (card.TryControl(DRM_IOCTL_MODE_GETENCODER, &encoder) < 0)
            {
                continue;
            }

            // One bit for each CRTC, in the card's order.
            var first = System.Numerics.BitOperations.TrailingZeroCount(encoder.PossibleCrtcs);
            if (first < crtcs.Length)
            {
                return crtcs[first];
            }
        }

        return 0;
    }

    private static uint FindDpms(DeviceNode card, ReadOnlySpan<uint> properties)
    {
        foreach (var id in properties)
        {
            var property = new Property { PropertyId = id };
            if (card.TryControl(DRM_IOCTL_MODE_GETPROPERTY, &property) >= 0 && new ReadOnlySpan<byte>(property.Name, NameLength).StartsWith("DPMS\0"u8))
            {
                return id;
            }
        }

        return 0;
    }
}
