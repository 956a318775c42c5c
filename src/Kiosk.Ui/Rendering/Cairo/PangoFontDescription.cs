using System.Runtime.InteropServices;

namespace Kiosk.Ui.Rendering.Cairo;

/// <summary>A <c>PangoFontDescription</c>.</summary>
internal sealed class PangoFontDescription() : SafeHandle(0, ownsHandle: true)
{
    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        PangoNative.pango_font_description_free(handle);
        return true;
    }
}
