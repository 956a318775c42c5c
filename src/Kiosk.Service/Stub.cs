namespace Kiosk.Service;
#if !WHOLE
internal static class Stub
{
    private static int Main(string[] args) => args.Length;
}
#endif
