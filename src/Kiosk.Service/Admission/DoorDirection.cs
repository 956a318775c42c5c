namespace Kiosk.Service.Admission;

/// <summary>Which way people pass a door.</summary>
internal enum DoorDirection
{
    /// <summary>People come in.</summary>
    In = 0,

    /// <summary>People go out.</summary>
    Out,

    /// <summary>Both: what the next tap of somebody means follows from where they are.</summary>
    Both,
}
