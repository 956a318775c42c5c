using Kiosk.Ui.Rendering.Pictures;

namespace Kiosk.Ui.Rendering.Cairo;

/// <summary>Translates failures of the native libraries into exceptions.</summary>
internal static class NativeErrors
{
    /// <exception cref="RendererException">A library is missing or too old.</exception>
    public static T Translate<T>(Func<T> call)
    {
        try
        {
            return call();
        }
        catch (Exception exception) when (exception is DllNotFoundException or EntryPointNotFoundException or BadImageFormatException)
        {
            // The rest of the runtime's message is advice for developers.
            throw new RendererException($"A graphics library is missing: {exception.Message.Split('\n')[0].Split(". ")[0].TrimEnd('.')}.", exception);
        }
    }

    /// <param name="status">cairo_status_t.</param>
    /// <exception cref="RendererException">The status is not success.</exception>
    public static void Require(int status)
    {
        if (status != CairoNative.CAIRO_STATUS_SUCCESS)
        {
            throw new RendererException($"The graphics library failed (cairo status {status}).");
        }
    }
}
