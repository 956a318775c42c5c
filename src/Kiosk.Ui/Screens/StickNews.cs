namespace Kiosk.Ui.Screens;

/// <summary>What reading a courier's stick led to.</summary>
public enum StickNews
{
    /// <summary>It, or a part of it, could not be used; what was in force still is.</summary>
    Refused = 0,

    /// <summary>Newer data is in use.</summary>
    Updated,

    /// <summary>What it holds was here already.</summary>
    NothingNew,
}
