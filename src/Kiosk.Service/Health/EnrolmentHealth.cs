using Kiosk.Feed.Records;
using Kiosk.Service.Cache;
using Kiosk.Service.Cache.Rows;
using Kiosk.Service.CheckIn;
using Kiosk.Service.Identity;

namespace Kiosk.Service.Health;

/// <summary>Reads how the terminal is enrolled: by its own files, and by the feed.</summary>
internal sealed class EnrolmentHealth(EnrolmentState state, OwnEnrolment own, KioskCache cache, TimeProvider time)
{
    public EnrolmentReport Read() => EnrolmentReport.Of(state.Read(), Revocation(), time.GetUtcNow());

    private TerminalRevocation? Revocation()
    {
        try
        {
            return cache.IsOpen ? own.RevokedBy(cache.Current) : null;
        }
        catch (CacheException)
        {
            // The outage of the cache says so.
            return null;
        }
    }
}
