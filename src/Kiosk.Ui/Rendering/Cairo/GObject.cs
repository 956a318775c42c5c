using System.Runtime.InteropServices;

namespace Kiosk.Ui.Rendering.Cairo;

/// <summary>A counted reference to a GObject, such as Pango's font map, context or layout.</summary>
internal sealed partial class GObject() : SafeHandle(0, ownsHandle: true)
{
    private const string Library = "libgobject-2.0.so.0";

    public override bool IsInvalid => handle == 0;

    protected override bool ReleaseHandle()
    {
        g_object_unref(handle);
        return true;
    }

    [LibraryImport(Library)]
    private static partial void g_object_unref(nint @object);
}
