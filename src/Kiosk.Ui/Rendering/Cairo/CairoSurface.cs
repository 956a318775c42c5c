using System.Runtime.InteropServices;

namespace Kiosk.Ui.Rendering.Cairo;

/// <summary>A <c>cairo_surface_t</c>.</summary>
internal sealed class CairoSurface() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        CairoNative.cairo_surface_destroy(handle);
        return true;
    }
}
