using System.Runtime.InteropServices;

namespace Kiosk.Ui.Rendering.Cairo;

/// <summary>A <c>cairo_t</c>.</summary>
internal sealed class CairoContext() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        CairoNative.cairo_destroy(handle);
        return true;
    }
}
