namespace Kiosk.Service.Devices;

/// <summary>Connects display and touch panel: the touchable areas of the visible picture, not of one still being drawn.</summary>
internal sealed class TouchSurface
{
    private TouchMap map = TouchMap.Empty;

    public TouchMap Map
    {
        get => Volatile.Read(ref map);
        set => Volatile.Write(ref map, value);
    }
}
