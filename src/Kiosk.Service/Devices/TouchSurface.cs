namespace Kiosk.Service.Devices;

/// <summary>Joins display and touch panel: what can be touched of the picture that is seen, not of one that is still being drawn.</summary>
internal sealed class TouchSurface
{
    private TouchMap map = TouchMap.Empty;

    public TouchMap Map
    {
        get => Volatile.Read(ref map);
        set => Volatile.Write(ref map, value);
    }
}
